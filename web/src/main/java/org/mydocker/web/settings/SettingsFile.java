package org.mydocker.web.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * {@code mydocker.properties} in the data directory, if it is there: {@code key=value} lines in
 * UTF-8. It counts more than the defaults and less than environment variables and {@code -D}. The
 * data directory itself cannot be set in it. Found by the server through META-INF/services.
 */
public final class SettingsFile implements ConfigSource {

  static final String NAME = "mydocker.properties";

  private final Path file;
  private final Map<String, String> values;

  /** The file of this process, for the server. */
  public SettingsFile() {
    this(dataDirectory().resolve(NAME));
  }

  SettingsFile(Path file) {
    this.file = file;
    this.values = read(file);
  }

  /** As {@code -Dmydocker.data}, else the variable, else {@code ./data}. */
  static Path dataDirectory() {
    String variable = System.getenv("MYDOCKER_DATA");
    return Path.of(System.getProperty("mydocker.data", variable == null ? "./data" : variable))
        .toAbsolutePath()
        .normalize();
  }

  Path file() {
    return file;
  }

  @Override
  public Map<String, String> getProperties() {
    return Map.copyOf(values);
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.copyOf(values.keySet());
  }

  @Override
  public int getOrdinal() {
    return 200;
  }

  @Override
  public String getValue(String key) {
    return values.get(key);
  }

  @Override
  public String getName() {
    return file.toString();
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> values = new TreeMap<>();
    if (Files.isRegularFile(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("the settings file cannot be read: " + file, e);
      }
      properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k)));
    }
    return values;
  }
}
