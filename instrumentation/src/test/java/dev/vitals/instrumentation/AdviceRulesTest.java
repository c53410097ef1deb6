package dev.vitals.instrumentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.weave.DescribedRule;
import dev.vitals.weave.LibraryInstrumentation;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What advice may be, read from the bytes of all of it. */
class AdviceRulesTest {
  private static final String THROWABLE = Throwable.class.getName();
  private static final String PROBE = "dev.vitals.probe.";

  private static final Set<String> OPENING = Set.of(PROBE + "Probe.enter", PROBE + "Probe.open");
  private static final Set<String> CLOSING =
      Set.of(
          PROBE + "Probe.exit",
          PROBE + "Probe.close",
          PROBE + "Probe.requestEnded",
          PROBE + "Probe.asyncStarting");

  /** What the agent is built of: an application need not have it. */
  private static final List<String> OWN_LIBRARIES =
      List.of(
          "net.bytebuddy.",
          "org.HdrHistogram.",
          "org.jctools.",
          "oshi.",
          "com.sun.jna.",
          "io.prometheus.",
          "picocli.",
          "org.snakeyaml.");

  /** Asks the library before the call is closed, and why that leaves nothing open. */
  private static final Map<String, String> CLOSES_LATE =
      Map.of(
          "ServletInstrumentation$JakartaAsync.exit", "ends with the request at the latest",
          "JavaxServlet$JavaxAsync.exit", "ends with the request at the latest",
          "JavaxServlet$Javax3Async.exit", "ends with the request at the latest");

  private final List<AdviceClass> advice = new ArrayList<>();
  private final List<AdviceMethod> methods = new ArrayList<>();
  private final Set<String> ofConstructorsOnly = new TreeSet<>();

  AdviceRulesTest() {
    Set<String> names = new TreeSet<>();
    Set<String> ofMethods = new TreeSet<>();
    for (LibraryInstrumentation instrumentation : Instrumentations.ALL) {
      for (DescribedRule rule : DescribedRule.of(instrumentation)) {
        names.add(rule.adviceName());
        (rule.ofConstructors() ? ofConstructorsOnly : ofMethods).add(rule.adviceName());
      }
    }
    ofConstructorsOnly.removeAll(ofMethods);
    for (String name : names) {
      AdviceClass read = AdviceClass.read(name);
      advice.add(read);
      methods.addAll(read.methods);
    }
    assertTrue(methods.size() >= Instrumentations.ALL.size(), () -> names.toString());
  }

  @Test
  void every_instrumentation_there_is_is_in_the_list() throws Exception {
    File classes =
        new File(
            Instrumentations.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> written = new TreeSet<>();
    for (String name : classNames(classes, "")) {
      Class<?> type = Class.forName(name, false, Instrumentations.class.getClassLoader());
      if (LibraryInstrumentation.class.isAssignableFrom(type) && !type.isInterface()) {
        written.add(name);
      }
    }
    Set<String> listed = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (LibraryInstrumentation instrumentation : Instrumentations.ALL) {
      listed.add(instrumentation.getClass().getName());
      assertTrue(names.add(instrumentation.name()), () -> instrumentation.name() + " twice");
    }
    assertEquals(written, listed);
  }

  @Test
  void advice_is_static_methods_in_a_static_nested_class_without_fields() {
    for (AdviceClass each : advice) {
      assertTrue(each.isStaticNested, () -> each.name + " is not a static nested class");
      assertEquals(List.of(), each.fields, each.name);
      assertTrue(!each.methods.isEmpty(), () -> each.name + " has no advice");
    }
    assertNone("not static", method -> !method.isStatic);
    assertNone("neither enter nor exit", method -> method.isEnter == method.isExit);
  }

  @Test
  void advice_names_only_java_base_the_probe_and_its_library() {
    for (AdviceMethod method : methods) {
      List<String> foreign = method.types.stream().filter(type -> !isAllowed(type)).toList();
      assertEquals(List.of(), foreign, method.name);
    }
  }

  @Test
  void advice_has_no_dynamic_calls() {
    assertNone("invokedynamic", method -> method.dynamicCalls > 0);
  }

  @Test
  void whatever_advice_throws_is_suppressed() {
    assertNone("without suppress", method -> !method.suppress.equals(THROWABLE));
  }

  @Test
  void what_is_opened_is_closed_also_when_the_method_throws() {
    for (AdviceClass each : advice) {
      boolean opens = each.methods.stream().anyMatch(method -> method.firstCall(OPENING) >= 0);
      boolean closes =
          each.methods.stream()
              .anyMatch(
                  method ->
                      method.isExit
                          && method.firstCall(CLOSING) >= 0
                          && (method.onThrowable.equals(THROWABLE)
                              || ofConstructorsOnly.contains(each.name)));
      assertEquals(opens, closes, each.name);
    }
  }

  @Test
  void a_call_is_closed_before_the_library_is_asked() {
    Set<String> late = new TreeSet<>();
    for (AdviceMethod method : methods) {
      int closed = method.firstCall(CLOSING);
      for (String call : method.calls.subList(0, Math.max(0, closed))) {
        if (!call.startsWith(PROBE) && !call.startsWith("java.lang.")) {
          late.add(shortName(method));
        }
      }
    }
    assertEquals(new TreeSet<>(CLOSES_LATE.keySet()), late);
  }

  @Test
  void advice_decides_nothing_but_what_is_allowed_with_a_reason() {
    Map<String, Integer> conditions = new TreeMap<>();
    for (AdviceMethod method : methods) {
      if (method.conditions > 0) {
        conditions.put(shortName(method), method.conditions);
      }
    }
    Map<String, Integer> allowed = new TreeMap<>();
    AllowedConditions.ALL.forEach((name, condition) -> allowed.put(name, condition.count()));
    assertEquals(allowed, conditions);
  }

  private void assertNone(String complaint, Predicate<AdviceMethod> wrong) {
    List<String> names = methods.stream().filter(wrong).map(method -> method.name).toList();
    assertEquals(List.of(), names, complaint);
  }

  private static boolean isAllowed(String type) {
    if (type.startsWith(PROBE)) {
      return true;
    }
    if (type.startsWith("dev.vitals.") || OWN_LIBRARIES.stream().anyMatch(type::startsWith)) {
      return false;
    }
    if (!type.startsWith("java.") || type.startsWith("java.sql.")) {
      return true;
    }
    try {
      Class<?> known = Class.forName(type, false, null);
      return known.getModule() == Object.class.getModule();
    } catch (ClassNotFoundException notOfTheBootLoader) {
      return false;
    }
  }

  private static String shortName(AdviceMethod method) {
    int simpleClass = method.name.lastIndexOf('.', method.name.lastIndexOf('.') - 1);
    return method.name.substring(simpleClass + 1);
  }

  private static List<String> classNames(File folder, String prefix) {
    List<String> names = new ArrayList<>();
    for (File file : folder.listFiles()) {
      String name = file.getName();
      if (file.isDirectory()) {
        names.addAll(classNames(file, prefix + name + '.'));
      } else if (name.endsWith(".class")) {
        names.add(prefix + name.substring(0, name.length() - ".class".length()));
      }
    }
    return names;
  }
}
