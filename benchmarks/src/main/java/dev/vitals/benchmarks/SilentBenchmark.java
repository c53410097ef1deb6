package dev.vitals.benchmarks;

import com.example.bench.QuietDriver;
import java.lang.reflect.Method;
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

/** Statements under an agent that has stopped listening. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SilentBenchmark {
  static final String PRESENT = "present";
  static final String INERT = "inert";
  static final String DETACHED = "detached";

  private static final String SQL = "SELECT name, price FROM product WHERE id = ?";

  /** How far the agent has gone: not at all, its probe is inert, or the class is as it was. */
  @Param(PRESENT)
  public String state;

  private Statement statement;

  @Setup
  public void leave() throws Exception {
    statement = new QuietDriver().connect(QuietDriver.URL, new Properties()).createStatement();
    statement.execute(SQL);
    if (state.equals(INERT)) {
      silence();
    } else if (state.equals(DETACHED)) {
      AgentDoor.detach();
    }
  }

  @Benchmark
  public boolean execute() throws SQLException {
    return statement.execute(SQL);
  }

  /** What a detach does to the probe, without what it does to the classes. */
  private static void silence() throws ReflectiveOperationException {
    Class<?> probe = Class.forName("java.lang.Vitals1Probe");
    for (Method method : probe.getMethods()) {
      if (method.getName().equals("deliverTo")) {
        method.invoke(null, (Object) null);
        return;
      }
    }
    throw new NoSuchMethodException("deliverTo");
  }
}
