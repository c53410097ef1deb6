package dev.vitals.judge;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.SaturationWindow;
import java.util.List;

/**
 * What a judgement rests on, as of one instant. Immutable.
 *
 * @param epochMillis as a person reads it; somebody may set that clock
 * @param steadyMillis the same instant on a clock that nobody sets; says only what passes
 * @param windows one for each length that a rule looks back
 * @param fillings what will be full one day
 */
public record Evidence(
    long epochMillis,
    long steadyMillis,
    List<Windows> windows,
    ResourceWindow resources,
    List<Filling> fillings) {
  public Evidence {
    windows = List.copyOf(windows);
    fillings = List.copyOf(fillings);
  }

  /** Where nothing fills. */
  public Evidence(
      long epochMillis, long steadyMillis, List<Windows> windows, ResourceWindow resources) {
    this(epochMillis, steadyMillis, windows, resources, List.of());
  }

  /** Where nobody sets the clock. */
  public Evidence(long epochMillis, List<Windows> windows, ResourceWindow resources) {
    this(epochMillis, epochMillis, windows, resources);
  }

  /**
   * A resource that fills.
   *
   * @param secondsLeft until it is full if it goes on like that
   */
  public record Filling(String resource, double secondsLeft) {
    public static final String HEAP = "heap";
    public static final String METASPACE = "metaspace";
    public static final String CLASS_SPACE = "class-space";
    public static final String FILES = "file-descriptors";
    public static final String CONTAINER = "container";
    public static final String DISK = "disk";

    /** The name of a pool of connections follows. */
    public static final String POOL = "pool ";
  }

  /** What happened within one length of time that ends at the instant. */
  public record Windows(
      long millis,
      List<OperationWindow> operations,
      List<CacheWindow> caches,
      List<SaturationWindow> saturations) {
    private static final Windows NONE = new Windows(0, List.of(), List.of());

    public Windows {
      operations = List.copyOf(operations);
      caches = List.copyOf(caches);
      saturations = List.copyOf(saturations);
    }

    /** Where nothing has places. */
    public Windows(long millis, List<OperationWindow> operations, List<CacheWindow> caches) {
      this(millis, operations, caches, List.of());
    }
  }

  /** Nothing known yet. */
  public static final Evidence NONE = new Evidence(0L, List.of(), ResourceWindow.UNKNOWN);

  /** The window of this length; an empty one where nobody made it. */
  Windows window(long millis) {
    for (Windows each : windows) {
      if (each.millis() == millis) {
        return each;
      }
    }
    return Windows.NONE;
  }
}
