package org.mydocker.web.wiring;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.mydocker.web.page.PageWriter;
import org.mydocker.web.page.RefusalMapper;
import org.mydocker.web.signin.FrontResource;

/** Every JAX-RS resource and provider of the application; the servlets are in web.xml. */
@ApplicationPath("/")
public class Resources extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(PageWriter.class, RefusalMapper.class, FrontResource.class);
  }
}
