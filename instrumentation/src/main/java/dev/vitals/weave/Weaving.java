package dev.vitals.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the rules of the instrumentations.
 *
 * <pre>{@code
 * weaving.subtypesOf("java.sql.Statement").method("executeQuery", "java.lang.String").advice(Direct.class);
 * weaving.type("com.acme.Cache").method("get").advice(Lookup.class);
 * }</pre>
 */
public final class Weaving {
  private final List<Rule> rules = new ArrayList<>();
  private final int instrumentation;

  Weaving(int instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Methods declared by exactly this class or interface. */
  public Type type(String name) {
    return new Type(false, name, null, null);
  }

  /**
   * Methods declared by classes (not interfaces) of applications that extend or implement this
   * type.
   */
  public Type subtypesOf(String name) {
    return new Type(true, name, null, null);
  }

  List<Rule> rules() {
    return rules;
  }

  /** A type whose methods are about to be named. */
  public final class Type {
    private final boolean subtypes;
    private final String typeName;
    private final String visibleType;
    private final String invisibleType;

    private Type(boolean subtypes, String typeName, String visibleType, String invisibleType) {
      this.subtypes = subtypes;
      this.typeName = typeName;
      this.visibleType = visibleType;
      this.invisibleType = invisibleType;
    }

    /** Only where this type is visible too: tells versions of a library apart. */
    public Type where(String otherType) {
      return new Type(subtypes, typeName, otherType, invisibleType);
    }

    /** Only where this type is not visible. */
    public Type unless(String otherType) {
      return new Type(subtypes, typeName, visibleType, otherType);
    }

    /**
     * The method with exactly these parameters, by binary name ({@code int}, {@code [I}, {@code
     * java.lang.String}).
     */
    public Method method(String name, String... parameterTypes) {
      return new Method(this, name, List.of(parameterTypes), null);
    }

    /** Every method of that name. */
    public Method methods(String name) {
      return new Method(this, name, null, null);
    }

    /** The bodies of the lambdas that javac found in methods of that name. */
    public Method lambdasOf(String name, String... parameterTypes) {
      return new Method(
          this,
          "lambda$" + name + "$*",
          parameterTypes.length == 0 ? null : List.of(parameterTypes),
          null);
    }

    /** Every constructor. The exit advice of a constructor cannot see what it threw. */
    public Method constructors() {
      return new Method(this, "<init>", null, null);
    }

    /** The constructor with exactly these parameters. */
    public Method constructor(String... parameterTypes) {
      return new Method(this, "<init>", List.of(parameterTypes), null);
    }
  }

  /** A method that is about to be given its advice. */
  public final class Method {
    private final Type type;
    private final String name;
    private final List<String> parameterTypes;
    private final String returnType;

    private Method(Type type, String name, List<String> parameterTypes, String returnType) {
      this.type = type;
      this.name = name;
      this.parameterTypes = parameterTypes;
      this.returnType = returnType;
    }

    /** Only where it is declared to return this type. */
    public Method returning(String typeName) {
      return new Method(type, name, parameterTypes, typeName);
    }

    /**
     * Names the advice; it is read as bytecode, so the library's types need not be visible here.
     */
    public Type advice(Class<?> advice) {
      rules.add(
          new Rule(
              instrumentation,
              type.subtypes,
              type.typeName,
              name,
              parameterTypes,
              returnType,
              advice.getName(),
              type.visibleType,
              type.invisibleType));
      return type;
    }
  }
}
