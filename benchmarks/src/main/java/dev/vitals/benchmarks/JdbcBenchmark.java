package dev.vitals.benchmarks;

import com.example.bench.QuietDriver;
import com.example.bench.QuietStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Executes statements that do nothing, some time apart, as an application between its requests. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JdbcBenchmark {
  private static final String SQL = "SELECT name, price FROM product WHERE id = ?";

  /** What is done between two calls, so that the consumer is not flooded. */
  @Param("200")
  public long pause;

  private Statement statement;
  private PreparedStatement prepared;
  private QuietStatement quiet;

  @Setup
  public void open() throws SQLException {
    Connection connection = new QuietDriver().connect(QuietDriver.URL, new Properties());
    statement = connection.createStatement();
    prepared = connection.prepareStatement(SQL);
    quiet = (QuietStatement) connection.createStatement();
  }

  @Benchmark
  public boolean execute() throws SQLException {
    Blackhole.consumeCPU(pause);
    return statement.execute(SQL);
  }

  @Benchmark
  public boolean executePrepared() throws SQLException {
    Blackhole.consumeCPU(pause);
    return prepared.execute();
  }

  @Benchmark
  public long oneClock() {
    Blackhole.consumeCPU(pause);
    return quiet.workAndClock();
  }

  @Benchmark
  public long twoClocks() {
    Blackhole.consumeCPU(pause);
    return quiet.workBetweenClocks();
  }
}
