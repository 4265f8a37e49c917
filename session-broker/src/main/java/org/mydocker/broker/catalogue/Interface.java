package org.mydocker.broker.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What speaks on an environment's primary port, as far as the broker must know how to use it. */
public enum Interface {
  JUPYTER {
    @Override
    String pathOf(String inHome) {
      boolean notebook = inHome.endsWith(".ipynb");
      return (notebook ? "/notebooks/" : "/tree/") + escaped(inHome);
    }
  },
  VSCODE,
  RSTUDIO,
  DESKTOP,
  TERMINAL,
  /** Any other that speaks HTTP. */
  WEB;

  /** The interface's address of a file or folder of the home; most have only their beginning. */
  String pathOf(String inHome) {
    return "/";
  }

  /** Where to begin: at what was prepared, else at the environment's own start path. */
  public String entry(Optional<String> prepared, String startPath) {
    return prepared.map(this::pathOf).orElse(startPath);
  }

  /** As catalogues and platforms write it, such as {@code jupyter}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String escaped(String path) {
    return Arrays.stream(path.split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
