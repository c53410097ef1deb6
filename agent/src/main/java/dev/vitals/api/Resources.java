package dev.vitals.api;

import dev.vitals.exporter.model.ResourceWindow;
import java.util.LinkedHashMap;
import java.util.Map;

/** How full the machine's parts are, in percent. */
final class Resources {
  private Resources() {}

  static Map<String, Object> fields(ResourceWindow resources) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cpu_percent", Numbers.percent(resources.processCpuRatio()));
    fields.put("host_cpu_percent", Numbers.percent(resources.systemCpuRatio()));
    fields.put("heap_after_gc_percent", Numbers.percent(resources.heapAfterGcRatio()));
    fields.put("container_memory_percent", Numbers.percent(resources.containerMemoryRatio()));
    fields.put("disk_percent", Numbers.percent(resources.diskRatio()));
    return fields;
  }
}
