package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The finished jar has the three zones, one class in one place, and the size that was agreed. */
class PackagingIT {
  private static final long BUDGET_BYTES = 10L * 1024 * 1024;
  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;
  private static final String ISOLATED = "isolated/";

  @Test
  void outside_the_isolated_zone_there_is_only_the_boot_package() throws IOException {
    List<String> visible = new ArrayList<>();
    for (String name : files()) {
      if (!name.startsWith(ISOLATED) && !name.startsWith("META-INF/") && !name.equals("LICENSE")) {
        visible.add(name);
      }
    }

    assertTrue(visible.contains("dev/vitals/boot/Vitals.class"));
    assertTrue(
        visible.stream().allMatch(name -> name.matches("dev/vitals/boot/[A-Za-z$0-9]+\\.class")),
        visible.toString());
  }

  @Test
  void no_scanner_finds_a_class_or_a_service_in_the_isolated_zone() throws IOException {
    for (String name : files()) {
      if (name.startsWith(ISOLATED)) {
        assertTrue(!name.endsWith(".class"), name);
      } else if (name.startsWith("META-INF/")) {
        assertTrue(
            name.equals("META-INF/MANIFEST.MF") || name.matches("META-INF/(LICENSE|NOTICE).*"),
            name);
      }
    }
  }

  @Test
  void every_class_is_in_one_zone_and_there_once() throws IOException {
    Set<String> classes = new HashSet<>();
    for (String name : files()) {
      String className =
          name.startsWith(ISOLATED) && name.endsWith(".classdata")
              ? name.substring(ISOLATED.length(), name.length() - ".classdata".length())
              : name.endsWith(".class")
                  ? name.substring(0, name.length() - ".class".length())
                  : null;
      if (className != null) {
        assertTrue(classes.add(className), className);
      }
    }

    assertTrue(classes.contains("dev/vitals/agent/Entry"));
    assertTrue(classes.contains("net/bytebuddy/ByteBuddy"));
    assertTrue(classes.contains("java/lang/Vitals1Probe"));
    assertTrue(classes.stream().noneMatch(name -> name.startsWith("dev/vitals/probe/")));
  }

  @Test
  void the_first_classes_load_in_java_8_and_the_others_in_java_17() throws IOException {
    try (JarFile jar = jar()) {
      int boot = 0;
      for (String name : files()) {
        if (name.endsWith(".class")) {
          assertEquals(JAVA_8, majorVersion(jar, name), name);
          boot++;
        } else if (name.startsWith(ISOLATED) && name.endsWith(".classdata")) {
          assertTrue(majorVersion(jar, name) <= JAVA_17, name);
        }
      }
      assertTrue(boot > 0);
    }
  }

  @Test
  void the_manifest_names_both_doors_and_the_command_line() throws IOException {
    try (JarFile jar = jar()) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertEquals("dev.vitals.boot.Vitals", manifest.getValue("Premain-Class"));
      assertEquals("dev.vitals.boot.Vitals", manifest.getValue("Agent-Class"));
      assertEquals("dev.vitals.boot.Vitals", manifest.getValue("Main-Class"));
      assertEquals("true", manifest.getValue("Can-Retransform-Classes"));
      assertEquals(null, manifest.getValue("Boot-Class-Path"));
      assertEquals(null, manifest.getValue("Class-Path"));
      assertEquals(null, manifest.getValue("Launcher-Agent-Class"));
    }
  }

  @Test
  void the_jar_is_small_enough() throws IOException {
    long bytes = Files.size(HostProcess.vitalsJar());

    assertTrue(bytes <= BUDGET_BYTES, bytes + " bytes");
  }

  private static JarFile jar() throws IOException {
    return new JarFile(HostProcess.vitalsJar().toFile());
  }

  private static List<String> files() throws IOException {
    try (JarFile jar = jar()) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  private static int majorVersion(JarFile jar, String name) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
