package dev.vitals.judge;

/**
 * Which scopes a rule looks at, each by itself.
 *
 * <p>{@code *} stands for any letters, {@code |} between alternatives; {@code (all)} means
 * everything of its kind together, and nothing means both each and all.
 *
 * <p><i>Cost:</i> linear in the length of the scope, whatever the pattern.
 */
public record ScopePattern(String text) {
  /** Everything of its kind together. */
  public static final String ALL = "(all)";

  public static final ScopePattern EVERY = new ScopePattern("");

  private static final int LONGEST = 200;

  /** <i>Errors:</i> an {@link IllegalArgumentException} for a pattern of more than 200 letters. */
  public ScopePattern {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a scope has at most " + LONGEST + " letters");
    }
  }

  /**
   * @param scope empty for everything together
   */
  public boolean matches(String scope) {
    if (text.isEmpty()) {
      return true;
    }
    return text.equals(ALL) ? scope.isEmpty() : !scope.isEmpty() && Glob.matches(text, scope);
  }
}
