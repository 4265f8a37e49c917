package org.mydocker.broker.pages;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.mydocker.broker.start.Bench;
import org.mydocker.kernel.page.Page;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/**
 * Our pages as a browser gets them: the templates, in the site's own layout, with the sentences of
 * one language. A key without a sentence breaks the test.
 */
final class Drawn {

  private static final String SITE = "../web/src/main/resources/";
  private static final ResourceBundle.Control NO_DEFAULT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final TemplateEngine engine = new TemplateEngine();
  private final Locale locale;

  Drawn(Locale locale) {
    this.locale = locale;
    AbstractConfigurableTemplateResolver layout = new FileTemplateResolver();
    layout.setPrefix(Path.of(SITE, "templates") + "/");
    layout.setResolvablePatterns(java.util.Set.of("layout/*"));
    AbstractConfigurableTemplateResolver ours =
        new ClassLoaderTemplateResolver(Drawn.class.getClassLoader());
    ours.setPrefix("templates/");
    ours.setResolvablePatterns(java.util.Set.of("broker/*"));
    for (AbstractConfigurableTemplateResolver one : List.of(layout, ours)) {
      one.setSuffix(".html");
      one.setTemplateMode(TemplateMode.HTML);
      one.setCharacterEncoding("UTF-8");
      engine.addTemplateResolver(one);
    }
    engine.setMessageResolver(new Sentences());
  }

  String page(Page page) {
    return page(page.template(), page.model());
  }

  String page(String template, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("lang", locale.getLanguage());
    all.put("base", "/v/visit/");
    all.put("here", "dashboard");
    all.put("framed", false);
    all.put("csrf", "a-token");
    all.put("viewer", Bench.student());
    all.put("dates", new Dates());
    return engine.process(template, new Context(locale, all));
  }

  /** The sentence of that key; breaks if there is none. */
  String sentence(String key, Object... facts) {
    return find(key, facts).orElseThrow(() -> new AssertionError("no sentence " + key));
  }

  private Optional<String> find(String key, Object... facts) {
    for (String module : List.of("broker", "site")) {
      ResourceBundle bundle = bundle(module);
      if (bundle.containsKey(key)) {
        return Optional.of(new MessageFormat(bundle.getString(key), locale).format(facts));
      }
    }
    return Optional.empty();
  }

  private ResourceBundle bundle(String module) {
    String name = "messages/" + module + "/messages";
    if (module.equals("broker")) {
      return ResourceBundle.getBundle(name, locale, Drawn.class.getClassLoader(), NO_DEFAULT);
    }
    Path file = Path.of(SITE, name + "_" + locale.getLanguage() + ".properties");
    try (java.io.Reader reader = java.nio.file.Files.newBufferedReader(file)) {
      return new java.util.PropertyResourceBundle(reader);
    } catch (java.io.IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  /** Stands for the site's own way of writing a time. */
  public static final class Dates {
    public String text(Object instant) {
      return instant.toString();
    }
  }

  private final class Sentences extends AbstractMessageResolver {
    @Override
    public String resolveMessage(
        ITemplateContext context, Class<?> origin, String key, Object[] facts) {
      return sentence(key, facts == null ? new Object[0] : facts);
    }

    @Override
    public String createAbsentMessageRepresentation(
        ITemplateContext context, Class<?> origin, String key, Object[] facts) {
      throw new AssertionError("no sentence " + key);
    }
  }
}
