package dev.vitals.benchmarks;

import com.example.bench.Chain;
import com.example.bench.QuietRequest;
import com.example.bench.QuietResponse;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Requests through a chain, a filter and a servlet: four woven calls, one of which counts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HttpBenchmark {
  private final FilterChain chain = new Chain();
  private final ServletRequest request = new QuietRequest();
  private final ServletResponse response = new QuietResponse();

  @Benchmark
  public void request() throws IOException, ServletException {
    chain.doFilter(request, response);
  }

  @Benchmark
  public long twoClocks() throws IOException, ServletException {
    long startNanos = System.nanoTime();
    chain.doFilter(request, response);
    return System.nanoTime() - startNanos;
  }
}
