package org.mydocker.system.click;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mydocker.system.site.Containers;

/**
 * Looks around from inside a container, as a student's own program would: which addresses answer,
 * what the inner door says, which files there are. A connection proves nothing; an answer does.
 */
final class Probe {

  /** Says something in HTTP and in PostgreSQL's words to each, and prints those that answer. */
  static final String ANSWERS =
      """
      import socket, sys
      from concurrent.futures import ThreadPoolExecutor
      def answers(target):
          host, port = target.rsplit(':', 1)
          for said in (b'GET / HTTP/1.0\\r\\n\\r\\n', b'\\x00\\x00\\x00\\x08\\x04\\xd2\\x16\\x2f'):
              try:
                  with socket.create_connection((host, int(port)), 4) as there:
                      there.settimeout(4)
                      there.sendall(said)
                      if there.recv(1):
                          return target
              except OSError:
                  pass
      with ThreadPoolExecutor(48) as pool:
          print(*filter(None, pool.map(answers, sys.argv[1:])), sep='\\n')
      """;

  private static final String DOOR =
      """
      import os, sys, urllib.request, urllib.error
      token = os.environ['MYDOCKER_TOKEN'] if sys.argv[2] == 'own' else sys.argv[2]
      asked = urllib.request.Request(os.environ['MYDOCKER_URL'] + sys.argv[1])
      if token:
          asked.add_header('Authorization', 'Bearer ' + token)
      try:
          answer = urllib.request.urlopen(asked, timeout=20)
      except urllib.error.HTTPError as refused:
          answer = refused
      print(answer.status, answer.headers.get('X-Mydocker-Code', ''))
      """;

  private static final String FILES =
      """
      import os
      for root in ('/home', '/tmp', '/mnt', '/run', '/var/run', '/var/lib/docker'):
          for at, folders, files in os.walk(root):
              for name in files + folders:
                  print(os.path.join(at, name))
      """;

  private final String container;

  private Probe(String container) {
    this.container = container;
  }

  static Probe in(String container) {
    return new Probe(container);
  }

  /** Those of the addresses ({@code host:port}) from which an answer comes. */
  List<String> answering(List<String> targets) {
    return Containers.python(container, ANSWERS, targets.toArray(String[]::new))
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /**
   * What the inner door answers: status and code.
   *
   * @param token {@code own} for the session's; empty for none
   */
  String throughTheInnerDoor(String path, String token) {
    return Containers.python(container, DOOR, path, token).strip();
  }

  /** The session's token, which whoever works in the session can read. */
  String token() {
    return Containers.python(container, "import os; print(os.environ['MYDOCKER_TOKEN'])").strip();
  }

  /** Every file and folder that a student could have put somewhere. */
  List<String> files() {
    return Containers.python(container, FILES).lines().toList();
  }

  /** The container's own address on its bridge. */
  String address() {
    return Containers.inspect(
        container, "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
  }

  /** This machine's address on that bridge. */
  String host() {
    return Containers.inspect(container, "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}");
  }

  /** That, the engine's usual address, and those of this machine's cards. */
  List<String> hosts() {
    List<String> all = new ArrayList<>(List.of(host()));
    try {
      for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (!card.getName().matches("(my|br-|veth).*") && card.isUp() && !card.isLoopback()) {
          card.inetAddresses()
              .filter(Inet4Address.class::isInstance)
              .forEach(one -> all.add(one.getHostAddress()));
        }
      }
    } catch (SocketException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }
}
