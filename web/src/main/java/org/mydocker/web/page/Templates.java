package org.mydocker.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Thymeleaf over the templates of all modules ({@code templates/MODULE/NAME.html} on the class
 * path). Escapes everything by itself.
 */
@Singleton
class Templates {

  private final TemplateEngine engine = new TemplateEngine();

  @Inject
  Templates(Messages messages, PageFiles pageFiles) {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(pageFiles.loader());
    files.setPrefix("templates/");
    files.setSuffix(".html");
    files.setTemplateMode(TemplateMode.HTML);
    files.setCharacterEncoding("UTF-8");
    files.setCacheable(!pageFiles.mayChange());
    engine.setTemplateResolver(files);
    engine.setMessageResolver(new Resolver(messages));
  }

  void write(String template, Locale locale, Map<String, Object> model, Writer out) {
    engine.process(template, new Context(locale, model), out);
  }

  private static final class Resolver extends AbstractMessageResolver {
    private final Messages messages;

    Resolver(Messages messages) {
      this.messages = messages;
    }

    @Override
    public String resolveMessage(
        ITemplateContext context, Class<?> origin, String key, Object[] arguments) {
      return messages.find(context.getLocale(), key, arguments).orElse(null);
    }

    @Override
    public String createAbsentMessageRepresentation(
        ITemplateContext context, Class<?> origin, String key, Object[] arguments) {
      return key;
    }
  }
}
