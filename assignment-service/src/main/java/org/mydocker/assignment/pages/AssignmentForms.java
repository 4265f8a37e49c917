package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Copying;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.handout.Finding;
import org.mydocker.assignment.material.MaterialChoice;
import org.mydocker.assignment.material.UnusableMaterial;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.Environment;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.Environments;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.people.Viewer;

/** Shows the forms about an assignment and reads what they say of material. */
@Singleton
class AssignmentForms {

  private final Environments environments;
  private final Copying copying;

  @Inject
  AssignmentForms(Environments environments, Copying copying) {
    this.environments = environments;
    this.copying = copying;
  }

  /** The page of a form, with what was typed and what is wrong; 400 when something is. */
  Page page(String template, AssignmentForm form, Viewer teacher, Map<String, Object> more) {
    Map<String, Object> model = new HashMap<>(more);
    model.put("form", form);
    model.put("environments", environments.visibleTo(teacher));
    return Page.of(template, model).status(form.problems().isEmpty() ? 200 : 400);
  }

  /** The environment that a new assignment starts with: the first of those that may be chosen. */
  Optional<EnvironmentId> usual(Viewer teacher) {
    return environments.visibleTo(teacher).stream().map(Environment::id).findFirst();
  }

  Set<EnvironmentId> choosable(Viewer teacher) {
    return environments.visibleTo(teacher).stream()
        .map(Environment::id)
        .collect(Collectors.toSet());
  }

  /** What the form says of files; empty, and a problem in the form, where it is not complete. */
  Optional<MaterialChoice> material(SentForm sent, AssignmentForm form, Viewer teacher) {
    if (form.is("material", "copy")) {
      return copy(form, teacher);
    }
    return material(sent, form);
  }

  private Optional<MaterialChoice> copy(AssignmentForm form, Viewer teacher) {
    Optional<Assignment> source =
        copying.choices(teacher).stream()
            .filter(one -> form.is("copy", one.id().toString()))
            .findFirst();
    if (source.isEmpty()) {
      form.with(Problem.of("copy", "copy-missing"));
    }
    return source.map(one -> new MaterialChoice.Copy(one.material(), one.title()));
  }

  /** The form of a new assignment, with what an earlier one said; its dates are over. */
  AssignmentForm copied(ActivityId id, Viewer teacher) {
    Assignment source = copying.source(id, teacher);
    return AssignmentForm.of(source.details(), ZoneId.systemDefault())
        .put("opens", "")
        .put("due", "")
        .put("cut_off", "")
        .put("material", "copy")
        .put("copy", source.id().toString());
  }

  List<Assignment> copyable(Viewer teacher) {
    return copying.choices(teacher);
  }

  static Optional<MaterialChoice> material(SentForm sent, AssignmentForm form) {
    sent.upload().ifPresent(upload -> form.put("upload", upload.token()));
    sent.upload().ifPresent(upload -> form.put("upload_name", upload.name()));
    switch (form.value("material")) {
      case "archive" -> {
        if (sent.upload().isEmpty()) {
          form.with(Problem.of("archive", "archive-missing"));
        }
        return sent.upload().map(MaterialChoice.Archive::new);
      }
      case "git" -> {
        if (form.value("git_url").isBlank()) {
          form.with(Problem.of("git_url", "git-url-missing"));
          return Optional.empty();
        }
        return Optional.of(
            new MaterialChoice.Git(
                form.value("git_url").strip(),
                filled(form.value("git_ref")),
                filled(form.value("git_token"))));
      }
      default -> {
        return Optional.of(new MaterialChoice.Nothing());
      }
    }
  }

  static Consent consent(AssignmentForm form) {
    return form.is("consent", "yes") ? Consent.GIVEN : Consent.NOT_ASKED;
  }

  /** Tells in the form why the files were not taken. */
  static AssignmentForm unusable(AssignmentForm form, UnusableMaterial why) {
    String field = form.is("material", "git") ? "git_url" : "archive";
    return form.with(new Problem(field, "problem.material." + why.key(), why.facts()));
  }

  /** The findings that ask for the teacher's yes. */
  static List<Finding> findings(UnusableMaterial why) {
    return why.asks()
        .map(
            report ->
                report.findings().stream()
                    .filter(finding -> finding.kind().asks())
                    .limit(50)
                    .toList())
        .orElse(List.of());
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
  }
}
