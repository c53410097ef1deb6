package dev.vitals.weave;

import java.util.List;

/**
 * What a rule says, for tests of other packages.
 *
 * @param adviceName binary name of the class with the advice
 * @param typeName binary name of the type the rule is about
 * @param subtypes whether it is about subtypes of that
 * @param ofConstructors whether the advice goes into constructors
 */
public record DescribedRule(
    String adviceName, String typeName, boolean subtypes, boolean ofConstructors) {

  /** The rules of an instrumentation in its order. */
  public static List<DescribedRule> of(LibraryInstrumentation instrumentation) {
    Weaving weaving = new Weaving(0);
    instrumentation.describe(weaving);
    return weaving.rules().stream()
        .map(
            rule ->
                new DescribedRule(
                    rule.adviceName(),
                    rule.typeName(),
                    rule.subtypes(),
                    rule.methodName().equals("<init>")))
        .toList();
  }
}
