package org.mydocker.broker.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mydocker.broker.catalogue.Needs;
import org.mydocker.broker.catalogue.NetworkPolicy;
import org.mydocker.broker.catalogue.Recipe;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.Privileges;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.VolumeMount;

/** Turns a session and its recipe into the container to make, hardened as ENG-06 says. */
public final class Containers {

  private static final long TMP = 256L << 20;
  private static final long LOG = 4L << 20;

  private final String installation;
  private final Networks networks;
  private final Variables variables;

  public Containers(String installation, Networks networks, Variables variables) {
    this.installation = installation;
    this.networks = networks;
    this.variables = variables;
  }

  /**
   * @param volumes its home, data to read and, if it only reads, what it reads
   * @param token what it shows at the inner door; none for a session that only reads
   */
  ContainerSpec of(
      Session session, Recipe recipe, List<VolumeMount> volumes, Optional<String> token) {
    Recipe.Size size = recipe.size();
    boolean closed = token.isEmpty() || recipe.reach().policy() != NetworkPolicy.INTERNET;
    Map<String, String> environment = new HashMap<>(variables.of(session, recipe));
    token.ifPresent(
        secret -> {
          environment.put("MYDOCKER_TOKEN", secret);
          environment.put("MYDOCKER_LANG", session.locale().getLanguage());
          networks.innerDoor().ifPresent(door -> environment.put("MYDOCKER_URL", door));
        });
    ContainerSpec spec =
        new ContainerSpec(
            nameOf(session),
            recipe.image().text(),
            recipe.command(),
            environment,
            Map.of(),
            new Limits(size.cpus(), size.memory() << 20, size.processes(), size.gpus()),
            new ContainerSpec.Storage(volumes, size.sharedMemory() << 20, TMP, LOG, false),
            Optional.of(closed ? networks.closed() : networks.open()),
            privileges(recipe.needs()));
    return spec.withLabels(
        new SessionLabels(installation, session.id().toString(), spec.hash(), session.generation())
            .asMap());
  }

  /** What an administrator allowed, as {@link Start} asked before. */
  private static Privileges privileges(Needs needs) {
    return new Privileges(
        needs.root(),
        needs.capabilities().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet()));
  }

  /** Each attempt has a name of its own, so that two can never be taken for one. */
  static String nameOf(Session session) {
    return "mydocker-" + session.name() + "-" + session.generation() + "-" + session.attempts();
  }
}
