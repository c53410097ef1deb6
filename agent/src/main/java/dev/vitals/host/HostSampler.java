package dev.vitals.host;

import dev.vitals.exporter.prometheus.Naming;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import oshi.spi.SystemInfoProvider;

/**
 * Reads the JVM, the process, the container and the machine, one source after the other.
 *
 * <p>Sources are opened at the first sample, so that nothing is loaded that early in the life of
 * the host, and those that cost more are read less often and repeat their last numbers in between.
 *
 * <p><i>Threads:</i> one. <i>Errors:</i> a source that cannot be opened or read, for the lack of a
 * module, a file or a permission, is left out and named once; the others go on.
 */
public final class HostSampler implements AutoCloseable {
  private static final long ALWAYS = 0;
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long SLOWEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanoClock;
  private final Consumer<String> log;
  private final List<Part> parts = new ArrayList<>();
  private SystemInfoProvider oshi;

  /**
   * @param log takes the one line about a source that is missing
   * @param naming how metrics will be shown: another one than our own has more of them
   */
  public HostSampler(Consumer<String> log, Naming naming) {
    this(new File("/"), System::nanoTime, log, naming);
  }

  HostSampler(File root, LongSupplier nanoClock, Consumer<String> log) {
    this(root, nanoClock, log, Naming.OTEL);
  }

  private HostSampler(File root, LongSupplier nanoClock, Consumer<String> log, Naming naming) {
    this.nanoClock = nanoClock;
    this.log = log;
    boolean wantsSpares = naming.wantsSpares();
    boolean isLinux = "Linux".equals(System.getProperty("os.name"));
    // Lambdas, not method references: those would load the classes here, modules missing or not.
    Container container = new Container(new Cgroup(root));
    part("jvm-memory", ALWAYS, () -> new JvmMemory());
    part("jvm-gc", ALWAYS, () -> new GcPauses(nanoClock, wantsSpares));
    part("jvm-threads", ALWAYS, () -> new JvmThreads(JvmThreads.MAXIMUM_THREADS_BY_STATE));
    part("jvm-deadlocks", SLOWEST_NANOS, () -> new JvmDeadlocks());
    part("jvm-runtime", ALWAYS, () -> new JvmRuntime());
    if (isLinux) {
      part("container", ALWAYS, () -> container);
      part("process", ALWAYS, () -> new ProcessFiles(root));
    }
    if (wantsSpares) {
      part("further jvm", ALWAYS, () -> new JvmSpare());
      if (isLinux) {
        part("further process", ALWAYS, () -> new ProcessSpare(root));
      }
    }
    part("jvm-cpu", ALWAYS, () -> new JvmCpu(nanoClock, container::cpuLimitCores));
    part("host-cpu", ALWAYS, () -> new HostCpu(machine(isLinux, root)));
    part("host-memory", ALWAYS, () -> new HostMemory(machine(isLinux, root)));
    part("host-volumes", SLOWEST_NANOS, () -> new HostVolumes(machine(isLinux, root)));
    // The only one that loads OSHI on Linux, which costs as much as all the rest: not at start.
    parts.add(new Part("host-disks", SLOW_NANOS, true, () -> new HostDisks(oshi(isLinux))));
    part("host-network", SLOW_NANOS, () -> new HostNetwork(machine(isLinux, root)));
  }

  /** Everything as of now. */
  public HostReading sample() {
    Readout all = new Readout();
    for (Part part : parts) {
      part.read(all);
    }
    return all.reading();
  }

  /** Takes back what was registered with the JVM. */
  @Override
  public void close() {
    for (Part part : parts) {
      part.close();
    }
  }

  private Machine machine(boolean isLinux, File root) {
    return isLinux ? new LinuxMachine(root) : new OshiMachine(oshi(false));
  }

  private SystemInfoProvider oshi(boolean isLinux) {
    if (oshi == null) {
      // The one for Linux loads no native library, which would make newer JVMs print a warning.
      oshi = isLinux ? new oshi.nativefree.SystemInfo() : new oshi.SystemInfo();
      // OSHI will ask for it.
      DefaultTimeZone.get();
    }
    return oshi;
  }

  private void part(String name, long everyNanos, Opening opening) {
    parts.add(new Part(name, everyNanos, false, opening));
  }

  private interface Opening {
    Source open();
  }

  /** A source and what happened to it so far. */
  private final class Part {
    private final String name;
    private final long everyNanos;
    private final Opening opening;
    private Source source;
    private Readout last;
    private long lastNanos;
    private boolean wasAsked;
    private boolean isMissing;
    private boolean wasReported;

    Part(String name, long everyNanos, boolean later, Opening opening) {
      this.name = name;
      this.everyNanos = everyNanos;
      this.opening = opening;
      this.wasAsked = later;
      this.lastNanos = nanoClock.getAsLong();
    }

    void read(Readout all) {
      long nowNanos = nanoClock.getAsLong();
      if (!wasAsked || nowNanos - lastNanos >= everyNanos) {
        last = isMissing ? null : fresh();
        lastNanos = nowNanos;
        wasAsked = true;
      }
      if (last != null) {
        all.absorb(last);
      }
    }

    private Readout fresh() {
      Readout readout = new Readout();
      try {
        if (source == null) {
          source = opening.open();
        }
        source.read(readout);
        return readout;
      } catch (LinkageError e) {
        // A class that could not be linked once never will be.
        isMissing = true;
        report(e);
      } catch (Exception e) {
        report(e);
      }
      return null;
    }

    private void report(Throwable cause) {
      if (!wasReported) {
        wasReported = true;
        log.accept("no " + name + " metrics: " + cause);
      }
    }

    void close() {
      if (source != null) {
        source.close();
      }
    }
  }
}
