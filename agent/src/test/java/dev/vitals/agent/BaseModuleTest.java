package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BaseModuleTest {
  private static final String PREFIX = "dev.vitals.probe.";

  private final JavaClasses probe = new ClassFileImporter().importPackages("dev.vitals.probe");

  @Test
  void defines_every_class_of_the_probe() {
    Set<String> written = new TreeSet<>();
    for (JavaClass type : probe) {
      written.add(type.getName().substring(PREFIX.length()));
    }
    assertEquals(written, new TreeSet<>(BaseModule.PROBE_CLASSES));
    assertEquals(written.size(), BaseModule.PROBE_CLASSES.size());
  }

  @Test
  void defines_super_types_first() {
    List<String> order = BaseModule.PROBE_CLASSES;
    for (String name : order) {
      JavaClass type = probe.get(PREFIX + name);
      for (JavaClass above : type.getAllRawInterfaces()) {
        int place = order.indexOf(above.getName().replace(PREFIX, ""));
        assertTrue(place < order.indexOf(name), () -> above.getName() + " comes after " + name);
      }
      JavaClass superClass = type.getRawSuperclass().orElse(type);
      assertTrue(
          superClass == type
              || !superClass.getName().startsWith(PREFIX)
              || order.indexOf(superClass.getName().replace(PREFIX, "")) < order.indexOf(name),
          name);
    }
  }
}
