package dev.vitals.weave;

import com.example.bench.QuietStatement;
import dev.vitals.instrumentation.Instrumentations;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.util.Multisets;

/** What the transformer does with a class that is being loaded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchBenchmark {
  private final ClassLoader loader = MatchBenchmark.class.getClassLoader();
  private final Weaver weaver =
      new Weaver(null, 1, Instrumentations.ALL, Exclusions.NONE, new Unheard());

  private final List<Named> library = new ArrayList<>();
  private Named ofJdk;
  private Named rejected;
  private Named outlined;
  private Named woven;
  private int next;

  @Setup
  public void read() throws IOException {
    ofJdk = Named.of(String.class);
    rejected = Named.of(Multisets.class);
    outlined = new Named("com/example/Executor", Named.of(ThreadPoolExecutor.class).bytes());
    woven = Named.of(QuietStatement.class);
    try (JarInputStream jar =
        new JarInputStream(
            Runner.class.getProtectionDomain().getCodeSource().getLocation().openStream())) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class")) {
          library.add(
              new Named(name.substring(0, name.length() - ".class".length()), jar.readAllBytes()));
        }
      }
    }
  }

  /** Leaves on its name. */
  @Benchmark
  public byte[] classOfJdk() {
    return weaver.transform(null, ofJdk.name(), null, null, ofJdk.bytes());
  }

  /** Leaves because no constant is a method's name that is looked for. */
  @Benchmark
  public byte[] classWithoutSuchMethod() {
    return transform(rejected);
  }

  /** Leaves because it is no subtype of what is looked for. */
  @Benchmark
  public byte[] classWithSuchMethod() {
    return transform(outlined);
  }

  @Benchmark
  public byte[] classThatIsWoven() {
    return transform(woven);
  }

  /** The classes of a library one after the other. */
  @Benchmark
  public byte[] classOfLibrary() {
    next = next + 1 == library.size() ? 0 : next + 1;
    return transform(library.get(next));
  }

  private byte[] transform(Named type) {
    return weaver.transform(loader, type.name(), null, null, type.bytes());
  }

  private record Named(String name, byte[] bytes) {
    static Named of(Class<?> type) throws IOException {
      String name = type.getName().replace('.', '/');
      try (InputStream in = type.getResourceAsStream('/' + name + ".class")) {
        return new Named(name, in.readAllBytes());
      }
    }
  }

  private static final class Unheard implements WeaveReport {
    @Override
    public void transformed(int instrumentation, String className) {
      // Seen in the result.
    }

    @Override
    public void failed(int instrumentation, String phase, String className, Throwable cause) {
      throw new IllegalStateException(className, cause);
    }

    @Override
    public void spent(long nanos) {
      // Measured from outside.
    }
  }
}
