package org.mydocker.web.log;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives the console our {@link Lines} as soon as the application begins, and its own format back at
 * the end. A server that logs elsewhere than on the console keeps its format. What libraries say of
 * every form and of every second look at an engine that is away is left out: the first is how our
 * filters work, the second is said once, by the broker.
 */
public class LogFormat implements Extension {

  private static final Map<String, Level> TALKATIVE =
      Map.of(
          "org.glassfish.jersey.servlet.WebComponent", Level.SEVERE,
          "org.apache.hc.client5.http.impl.classic.HttpRequestRetryExec", Level.WARNING);

  /** Kept here: the runtime forgets the level of a logger that nobody holds. */
  private final Map<Logger, Optional<Level>> levels = new LinkedHashMap<>();

  private final Map<Handler, Formatter> before = new LinkedHashMap<>();

  void install(@Observes BeforeBeanDiscovery beginning) {
    String format =
        ConfigProvider.getConfig()
            .getOptionalValue("mydocker.log.format", String.class)
            .orElse("text");
    install(new Lines(format.equals("json")));
  }

  private void install(Lines lines) {
    Arrays.stream(Logger.getLogger("").getHandlers())
        .filter(ConsoleHandler.class::isInstance)
        .forEach(
            handler -> {
              before.put(handler, handler.getFormatter());
              handler.setFormatter(lines);
            });
    TALKATIVE.forEach(
        (name, level) -> {
          Logger logger = Logger.getLogger(name);
          levels.put(logger, Optional.ofNullable(logger.getLevel()));
          logger.setLevel(level);
        });
  }

  void restore(@Observes BeforeShutdown end) {
    before.forEach(Handler::setFormatter);
    levels.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
  }
}
