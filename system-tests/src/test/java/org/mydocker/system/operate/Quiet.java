package org.mydocker.system.operate;

import java.util.HashMap;
import java.util.Map;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.GitHost;
import org.mydocker.system.site.Site;

/** The installation that these tests share: no engine answers it, and its log is for machines. */
final class Quiet {

  static final String TEACHER = "3";
  static final String STUDENT = "5";
  static final String OTHER_STUDENT = "6";

  private static Site site;
  private static Platform north;

  private Quiet() {}

  static synchronized Site site() {
    if (site == null) {
      site = Site.start(Database.POSTGRESQL, settings());
      Runtime.getRuntime().addShutdownHook(new Thread(site::close));
    }
    site.revive();
    return site;
  }

  /** No engine; lines for programs; a Git server from which material may be fetched. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(GitHost.shared().settings());
    settings.put("mydocker.engine", "unix:///nowhere/docker.sock");
    settings.put("mydocker.log.format", "json");
    return settings;
  }

  static synchronized Platform north() {
    if (north == null) {
      north = Platform.register(site(), "north");
      north.launch(new HttpBrowser(), STUDENT).post().assertEntered();
    }
    return north;
  }
}
