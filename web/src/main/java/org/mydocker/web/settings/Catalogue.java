package org.mydocker.web.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key that an operator may set, from {@code settings.tsv}: the key, what holds without it,
 * and what it is. A key that ends in {@code .*} stands for all below it. The table of
 * docs/operations.md is this one; a test holds both to the sources.
 */
public final class Catalogue {

  /** A line of the catalogue. */
  record Entry(String key, String otherwise, String what) {

    boolean open() {
      return key.endsWith(".*");
    }

    /** A key of the application; the others are variables of the command alone. */
    boolean setting() {
      return key.startsWith("mydocker.");
    }

    boolean covers(String asked) {
      return open()
          ? asked.startsWith(key.substring(0, key.length() - 1)) && asked.length() >= key.length()
          : asked.equals(key);
    }
  }

  private final List<Entry> entries;

  private Catalogue(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  public static Catalogue read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Catalogue.class.getResourceAsStream("/settings.tsv"), StandardCharsets.UTF_8))) {
      return new Catalogue(reader.lines().skip(1).map(Catalogue::entry).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Entry> entries() {
    return entries;
  }

  boolean knows(String key) {
    return entries.stream().anyMatch(entry -> entry.setting() && entry.covers(key));
  }

  /** What holds when nobody says otherwise. */
  Optional<String> otherwise(String key) {
    return entries.stream()
        .filter(entry -> entry.key().equals(key))
        .map(Entry::otherwise)
        .findFirst();
  }

  boolean knowsVariable(String variable) {
    return entries.stream().anyMatch(e -> !e.open() && variable(e.key()).equals(variable));
  }

  String nearest(String key) {
    return Nearest.to(key, entries.stream().filter(Entry::setting).map(Entry::key).toList());
  }

  String nearestVariable(String variable) {
    return Nearest.to(
        variable, entries.stream().filter(e -> !e.open()).map(e -> variable(e.key())).toList());
  }

  /** The environment variable of a key, as MicroProfile Config derives it. */
  static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static Entry entry(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 3) {
      throw new IllegalStateException("settings.tsv: not three columns: " + line);
    }
    return new Entry(parts[0], parts[1], parts[2]);
  }
}
