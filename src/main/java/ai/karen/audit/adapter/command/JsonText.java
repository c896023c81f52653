package ai.karen.audit.adapter.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, numbers and so on; what the engine wrote, so
 * that it need not be forgiving. For one thread.
 */
final class JsonText {
  private static final String WORDS_AND_NUMBERS = "+-.0123456789Eaeflnrstu";
  private static final int DEEPEST = 64;

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * All values that follow one another in a text.
   *
   * @throws IllegalArgumentException when it is no JSON
   */
  static List<Object> values(String text) {
    JsonText json = new JsonText(text);
    List<Object> values = new ArrayList<>();
    for (json.skip(); json.at < text.length(); json.skip()) {
      values.add(json.value());
    }
    return values;
  }

  private Object value() {
    skip();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    enter();
    while (goesOn('}', members.isEmpty())) {
      skip();
      String name = string();
      skip();
      take(':');
      members.put(name, value());
    }
    return members;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    enter();
    while (goesOn(']', items.isEmpty())) {
      items.add(value());
    }
    return items;
  }

  private void enter() {
    at++;
    if (++depth > DEEPEST) {
      throw broken();
    }
  }

  private boolean goesOn(char end, boolean isFirst) {
    skip();
    if (peek() == end) {
      at++;
      depth--;
      return false;
    }
    if (!isFirst) {
      take(',');
    }
    return true;
  }

  private String string() {
    take('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      string.append(next == '\\' ? escaped() : next);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char kind = peek();
    at++;
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> hexadecimal();
      default -> kind;
    };
  }

  private char hexadecimal() {
    if (at + 4 > text.length()) {
      throw broken();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  /** Null, a truth value, or a whole number. */
  private Object word() {
    int begin = at;
    while (at < text.length() && WORDS_AND_NUMBERS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(begin, at);
    return switch (word) {
      case "null" -> null;
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> Long.valueOf(word);
    };
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw broken();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw broken();
    }
    return text.charAt(at);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException("no JSON at character " + at);
  }
}
