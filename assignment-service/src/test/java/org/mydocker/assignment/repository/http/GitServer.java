package org.mydocker.assignment.repository.http;

import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A servlet 6.0 container on a free loopback port with one servlet at {@code /git/*}. */
final class GitServer implements AutoCloseable {

  /** Held so that it stays set: what the container says about itself is not asked for here. */
  private static final Logger CONTAINER = Logger.getLogger("org.apache");

  static {
    CONTAINER.setLevel(Level.OFF);
  }

  private final Tomcat tomcat = new Tomcat();

  GitServer(Path directory, HttpServlet servlet) throws LifecycleException {
    tomcat.setBaseDir(directory.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", directory.toString());
    Tomcat.addServlet(context, "git", servlet);
    context.addServletMappingDecoded("/git/*", "git");
    tomcat.start();
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /** A URL with credentials in it, as a test may. */
  String url(String user) {
    return "http://" + user + ":token@127.0.0.1:" + port() + "/git/work.git";
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
