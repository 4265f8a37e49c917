package org.mydocker.system.launch;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * An environment of a course, written into the rows behind the application's back with versions as
 * a test wants them.
 */
public final class Made {

  private final Rows rows;
  private final UUID id = UUID.randomUUID();

  private Made(Rows rows) {
    this.rows = rows;
  }

  /** Without a version yet. */
  public static Made in(Rows rows, String course, String title) {
    Made made = new Made(rows);
    rows.change(
        "insert into broker.environment (id, title_en, title_fr, description_en, description_fr,"
            + " visibility, course, maintainer, join_code, version, usual_millis, made, sources)"
            + " values (?, ?, ?, '', '', 'COURSE', ?, 'A department', ?, 1, 4200, ?, '')",
        made.id,
        title,
        title + " en cours",
        UUID.fromString(course),
        made.id.toString().replace("-", "").substring(0, 20),
        OffsetDateTime.now(ZoneOffset.UTC));
    return made;
  }

  public String id() {
    return id.toString();
  }

  /** A page of port 8080; {@code script} is a shell's. */
  public Made web(int number, String image, String script, String needs) {
    return version(number, "WEB", image, "sh\n-c\n" + script, 8080, "/", needs);
  }

  /** A notebook; an empty script is for the image's own command. */
  public Made notebook(int number, String image, String script) {
    String command = script.isEmpty() ? "" : "sh\n-c\n" + script;
    return version(number, "JUPYTER", image, command, 8888, "/tree", "");
  }

  /** The version that who opens it from now on gets. */
  public void current(int number) {
    rows.change("update broker.environment set version = ? where id = ?", number, id);
  }

  private Made version(
      int number,
      String face,
      String image,
      String command,
      int port,
      String startPath,
      String needs) {
    rows.change(
        "insert into broker.environment_version (id, environment, number, interface, image,"
            + " command, port, start_path, cpus, memory_mib, processes, shared_memory_mib, home,"
            + " mount_path, network, made, needs) values (?, ?, ?, ?, ?, ?, ?, ?, 1, 512, 200, 64,"
            + " 'ENVIRONMENT', '/home/user', 'INTERNET', ?, ?)",
        UUID.randomUUID(),
        id,
        number,
        face,
        image,
        command,
        port,
        startPath,
        OffsetDateTime.now(ZoneOffset.UTC),
        needs);
    return this;
  }
}
