package org.mydocker.web.log;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives the console our {@link Lines} as soon as the application begins, and its own format back at
 * the end. A server that logs elsewhere than on the console keeps its format.
 */
public class LogFormat implements Extension {

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
  }

  void restore(@Observes BeforeShutdown end) {
    before.forEach(Handler::setFormatter);
  }
}
