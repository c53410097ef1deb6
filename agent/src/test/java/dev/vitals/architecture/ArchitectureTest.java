package dev.vitals.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What design and decisions forbid, one rule each. */
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.vitals");

  @Test
  void every_library_has_one_owner() {
    onlyIn("dev.vitals.weave..", "net.bytebuddy.dynamic..", "net.bytebuddy.pool..");
    onlyIn("dev.vitals.cli..", "net.bytebuddy.agent..", "picocli..");
    onlyIn("dev.vitals.pipeline..", "org.jctools..", "org.HdrHistogram..");
    onlyIn("dev.vitals.host..", "oshi..", "com.sun.jna..");
    onlyIn("dev.vitals.exporter..", "io.prometheus..");
    onlyIn("dev.vitals.exporter.http..", "org.mindrot..");
    onlyIn("dev.vitals.config..", "org.snakeyaml..");
  }

  @Test
  void the_probe_knows_nothing_but_java_base() {
    classes()
        .that()
        .resideInAPackage("dev.vitals.probe..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.vitals.probe..",
            "java.lang",
            "java.lang.reflect",
            "java.lang.ref",
            "java.util",
            "java.util.concurrent..")
        .check(OURS);
  }

  @Test
  void the_leaves_know_nothing_of_each_other_or_of_the_trunk() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.vitals.probe..",
            "dev.vitals.weave..",
            "dev.vitals.http..",
            "dev.vitals.jdbc..",
            "dev.vitals.cache..",
            "dev.vitals.pool..",
            "dev.vitals.instrumentation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.vitals.exporter..",
            "dev.vitals.agent..",
            "dev.vitals.pipeline..",
            "dev.vitals.config..",
            "dev.vitals.host..",
            "dev.vitals.judge..",
            "dev.vitals.cli..")
        .check(OURS);
    noClasses()
        .that()
        .resideInAPackage("dev.vitals.exporter..")
        .should()
        .dependOnClassesThat(
            in("dev.vitals.").and(DescribedPredicate.not(in("dev.vitals.exporter."))))
        .check(OURS);
  }

  @Test
  void the_model_is_data() {
    classes()
        .that()
        .resideInAPackage("dev.vitals.exporter.model")
        .should()
        .beRecords()
        .orShould()
        .beEnums()
        .orShould()
        .beInterfaces()
        .check(OURS);
  }

  @Test
  void the_judge_has_no_clock_no_thread_and_no_files() {
    noClasses()
        .that()
        .resideInAPackage("dev.vitals.judge..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(OURS);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("dev.vitals.(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void only_the_doors_may_end_the_jvm() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.vitals.boot.Vitals")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(OURS);
  }

  @Test
  void threads_come_from_one_place() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.vitals.agent.Threads")
        .should()
        .callConstructor(
            Thread.class,
            ThreadGroup.class,
            Runnable.class,
            String.class,
            long.class,
            boolean.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class, String.class)
        .orShould()
        .callConstructor(Thread.class)
        .check(OURS);
  }

  @Test
  void nobody_uses_the_hosts_logging_or_the_platform_mbean_server() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..")
        .orShould()
        .callMethod(ManagementFactory.class, "getPlatformMBeanServer")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("javax.management.MBeanServer")
        .check(OURS);
  }

  @Test
  void the_load_path_of_the_transformer_reads_no_regular_expressions_or_paths() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.vitals.weave..", "dev.vitals.probe..", "dev.vitals.boot..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.regex..", "java.nio.file..", "java.lang.management..")
        .check(OURS);
  }

  private static void onlyIn(String owner, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(owner)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(OURS);
  }

  private static DescribedPredicate<JavaClass> in(String prefix) {
    return DescribedPredicate.describe(
        "in " + prefix, type -> (type.getPackageName() + '.').startsWith(prefix));
  }
}
