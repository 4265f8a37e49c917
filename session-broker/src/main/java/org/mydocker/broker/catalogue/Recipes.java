package org.mydocker.broker.catalogue;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.people.Role;

/** Reads the rows of a version into what a role gets of it; {@link Adding} writes them. */
final class Recipes {

  private final SecretVariables secrets;

  Recipes(SecretVariables secrets) {
    this.secrets = secrets;
  }

  Recipe recipe(EntityManager rows, VersionRow common, Role role) {
    OverrideRow own =
        rows.createQuery(
                "select o from OverrideRow o where o.version = :v and o.role = :role",
                OverrideRow.class)
            .setParameter("v", common.id)
            .setParameter("role", role.name())
            .getResultStream()
            .findFirst()
            .orElseGet(() -> new OverrideRow(common.id, role.name()));
    return new Recipe(
        new EnvironmentId(common.environment),
        common.number,
        Interface.valueOf(common.face),
        own.image == null ? image(common.image, common.digest) : image(own.image, own.digest),
        lines(own.command == null ? common.command : own.command),
        new Design.Ports(common.port, common.secure, ports(common.ports)),
        common.startPath,
        size(common, own),
        HomePolicy.valueOf(common.home),
        common.mountPath,
        data(rows, common.id, role),
        Optional.ofNullable(common.idleMinutes).map(Duration::ofMinutes),
        Optional.ofNullable(common.lifetimeMinutes).map(Duration::ofMinutes),
        new Reach(NetworkPolicy.valueOf(common.network), lines(common.allowed)),
        Needs.of(common.needs),
        variables(rows, common.id, role));
  }

  static Recipe.Size size(VersionRow common, OverrideRow own) {
    return new Recipe.Size(
        own.cpus == null ? common.cpus : own.cpus,
        own.memory == null ? common.memory : own.memory,
        common.processes,
        common.sharedMemory,
        own.gpus == null ? common.gpus : own.gpus);
  }

  /** Lists are kept as one entry a line. */
  static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }

  private static ImageReference image(String name, String digest) {
    return new ImageReference(name, Optional.ofNullable(digest));
  }

  private static Map<String, Integer> ports(String text) {
    return lines(text).stream()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
  }

  /** What is only the role's hides at its path what all have. */
  private static List<DataMount> data(EntityManager rows, UUID version, Role role) {
    Map<String, DataMount> byPath = new LinkedHashMap<>();
    rows.createQuery(
            "select d from DataMountRow d where d.version = :v and d.role in ('', :role)"
                + " order by d.role, d.target",
            DataMountRow.class)
        .setParameter("v", version)
        .setParameter("role", role.name())
        .getResultStream()
        .forEach(row -> byPath.put(row.target, row.mount()));
    return List.copyOf(byPath.values());
  }

  private Map<String, String> variables(EntityManager rows, UUID version, Role role) {
    Map<String, String> variables = new HashMap<>();
    rows.createQuery(
            "select r from VariableRow r where r.version = :v and r.role in ('', :role)"
                + " order by r.role",
            VariableRow.class)
        .setParameter("v", version)
        .setParameter("role", role.name())
        .getResultStream()
        .forEach(row -> variables.put(row.name, secrets.content(row)));
    return variables;
  }
}
