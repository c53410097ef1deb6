package dev.vitals.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages written by hand name nothing that is not there. */
class PagesTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of("agent", "instrumentation", "exporter", "integration-tests");

  private static final Pattern TEST = Pattern.compile("([A-Z]\\w*(?:Test|IT))\\.([a-z0-9_]+)");
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern ROW = Pattern.compile("\\| (`dev\\.vitals[^|]*)\\|(.*)\\|");
  private static final Pattern PACKAGE = Pattern.compile("`(dev\\.vitals[a-z.]*)`");
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*)`");

  private final Map<String, String> sources = new HashMap<>();

  PagesTest() throws IOException {
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        for (Path file : (Iterable<Path>) files.filter(PagesTest::isSource)::iterator) {
          String text = Files.readString(file);
          int start = text.indexOf("package ") + "package ".length();
          String name = file.getFileName().toString();
          String simpleName = name.substring(0, name.length() - ".java".length());
          sources.put(text.substring(start, text.indexOf(';', start)) + '.' + simpleName, text);
        }
      }
    }
  }

  @Test
  void every_test_that_is_named_exists() throws IOException {
    Set<String> missing = new TreeSet<>();
    List<MatchResult> named = matches(TEST, read("docs/safety.md"));
    for (MatchResult test : named) {
      if (!hasMethod(test.group(1), test.group(2))) {
        missing.add(test.group());
      }
    }
    assertFalse(named.isEmpty());
    assertEquals(Set.of(), missing);
  }

  @Test
  void the_example_is_the_code() throws IOException {
    List<MatchResult> blocks = matches(CODE, read("docs/adding-a-library.md"));
    for (MatchResult block : blocks) {
      String code = block.group(1);
      assertFalse(sources.values().stream().noneMatch(text -> text.contains(code)), code);
    }
    assertFalse(blocks.isEmpty());
  }

  @Test
  void every_class_of_the_map_is_in_its_package() throws IOException {
    Set<String> missing = new TreeSet<>();
    List<MatchResult> rows = matches(ROW, read("docs/architecture.md"));
    for (MatchResult row : rows) {
      List<String> packages = new ArrayList<>();
      matches(PACKAGE, row.group(1)).forEach(match -> packages.add(match.group(1)));
      for (MatchResult type : matches(TYPE, row.group(2))) {
        if (packages.stream().noneMatch(name -> sources.containsKey(name + '.' + type.group(1)))) {
          missing.add(type.group(1));
        }
      }
    }
    assertFalse(rows.isEmpty());
    assertEquals(Set.of(), missing);
  }

  @Test
  void every_link_leads_somewhere() throws IOException {
    Set<String> dead = new TreeSet<>();
    List<Path> pages = new ArrayList<>();
    for (String page : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(ROOT.resolve(page));
    }
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    for (Path page : pages) {
      for (MatchResult link : matches(LINK, Files.readString(page))) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          dead.add(ROOT.relativize(page) + ": " + link.group(1));
        }
      }
    }
    assertEquals(Set.of(), dead);
  }

  private boolean hasMethod(String simpleName, String method) {
    for (Map.Entry<String, String> source : sources.entrySet()) {
      if (source.getKey().endsWith('.' + simpleName)
          && source.getValue().contains("void " + method + '(')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("module-info.java");
  }

  private static String read(String page) throws IOException {
    return Files.readString(ROOT.resolve(page));
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
