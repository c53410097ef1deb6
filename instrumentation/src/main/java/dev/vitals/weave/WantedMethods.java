package dev.vitals.weave;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The methods that rules about subtypes are after, asked with the bytes of class files. May say yes
 * wrongly, never no wrongly.
 */
final class WantedMethods {
  private final NameSet names;
  private final NameSet namesOfAnyParameters;
  private final NameSet signatures;

  WantedMethods(Collection<Rule> rules) {
    List<String> all = new ArrayList<>();
    List<String> ofAnyParameters = new ArrayList<>();
    List<String> withParameters = new ArrayList<>();
    for (Rule rule : rules) {
      all.add(rule.methodName());
      if (rule.parameterTypes() == null) {
        ofAnyParameters.add(rule.methodName());
      } else {
        withParameters.add(rule.methodName() + parameters(rule.parameterTypes()));
      }
    }
    names = new NameSet(all);
    namesOfAnyParameters = new NameSet(ofAnyParameters);
    signatures = new NameSet(withParameters);
  }

  /** Whether one of them has this name. */
  boolean mayBeNamed(byte[] bytes, int offset, int length) {
    return names.mayContain(bytes, offset, length);
  }

  /** Whether one of them has this name, and takes what this descriptor says. */
  boolean mayBe(byte[] bytes, int nameAt, int nameLength, int descriptorAt) {
    if (!names.mayContain(bytes, nameAt, nameLength)) {
      return false;
    }
    int end = descriptorAt;
    while (bytes[end] != ')') {
      end++;
    }
    return signatures.mayContain(bytes, nameAt, nameLength, descriptorAt, end + 1 - descriptorAt)
        || namesOfAnyParameters.mayContain(bytes, nameAt, nameLength);
  }

  private static String parameters(List<String> types) {
    StringBuilder text = new StringBuilder("(");
    for (String type : types) {
      text.append(descriptor(type));
    }
    return text.append(')').toString();
  }

  private static String descriptor(String type) {
    return switch (type) {
      case "boolean" -> "Z";
      case "byte" -> "B";
      case "char" -> "C";
      case "short" -> "S";
      case "int" -> "I";
      case "long" -> "J";
      case "float" -> "F";
      case "double" -> "D";
      default -> type.startsWith("[") ? type.replace('.', '/') : 'L' + type.replace('.', '/') + ';';
    };
  }
}
