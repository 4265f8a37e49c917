package org.mydocker.assignment.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.workspace.FolderName;

/** An assignment in the database; lists are lines. */
@Entity
@Table(name = "assignment")
class AssignmentRow {
  @Id UUID id;
  UUID tenant;
  UUID course;
  String material;
  String folder;
  String title;
  String instructions;
  UUID environment;
  Integer points;
  Instant opens;
  Instant due;

  @Column(name = "cut_off")
  Instant cutOff;

  @Column(name = "grace_seconds")
  int graceSeconds;

  @Column(name = "required_files")
  String requiredFiles;

  @Column(name = "ignored_paths")
  String ignoredPaths;

  @Column(name = "late_percent")
  int latePercent;

  @Column(name = "most_bytes_a_file")
  Long mostBytesOfAFile;

  @Column(name = "most_bytes")
  Long mostBytes;

  @Column(name = "group_work")
  boolean groupWork;

  String hosted;

  @Column(name = "grades_held")
  boolean gradesHeld;

  @Column(name = "grade_column")
  UUID gradeColumn;

  Instant created;

  @Column(name = "created_by")
  UUID createdBy;

  protected AssignmentRow() {}

  AssignmentRow(Assignment assignment) {
    this.id = assignment.id().value();
    this.tenant = assignment.tenant().value();
    this.course = assignment.course().value();
    this.material = assignment.material().value();
    this.folder = assignment.folder().value();
    this.gradeColumn = assignment.column().map(ColumnId::value).orElse(null);
    this.created = assignment.created();
    this.createdBy = assignment.createdBy().value();
    change(assignment.details());
  }

  void change(Details details) {
    this.title = details.title();
    this.instructions = details.instructions();
    this.environment = details.environment().map(EnvironmentId::value).orElse(null);
    this.points = details.points().orElse(null);
    this.opens = details.schedule().opens().orElse(null);
    this.due = details.schedule().due().orElse(null);
    this.cutOff = details.schedule().cutOff().orElse(null);
    this.graceSeconds = Math.toIntExact(details.schedule().grace().toSeconds());
    this.requiredFiles = String.join("\n", details.files().required());
    this.ignoredPaths = String.join("\n", details.files().ignored());
    this.gradesHeld = details.gradesHeld();
    this.mostBytesOfAFile = details.files().mostBytesOfAFile().orElse(null);
    this.mostBytes = details.files().mostBytes().orElse(null);
    this.latePercent = details.late().percentPerDay();
    this.groupWork = details.groupWork();
  }

  Assignment assignment() {
    return new Assignment(
        new ActivityId(id),
        new TenantId(tenant),
        new CourseId(course),
        new MaterialId(material),
        new FolderName(folder),
        details(),
        Optional.ofNullable(gradeColumn).map(ColumnId::new),
        created,
        new PersonId(createdBy));
  }

  private Details details() {
    Schedule schedule =
        new Schedule(
            Optional.ofNullable(opens),
            Optional.ofNullable(due),
            Optional.ofNullable(cutOff),
            Duration.ofSeconds(graceSeconds));
    return new Details(
        title,
        instructions,
        Optional.ofNullable(environment).map(EnvironmentId::new),
        Optional.ofNullable(points),
        schedule,
        new FileRules(
            requiredFiles.lines().toList(),
            ignoredPaths.lines().toList(),
            Optional.ofNullable(mostBytesOfAFile),
            Optional.ofNullable(mostBytes)),
        gradesHeld,
        new LatePolicy(latePercent),
        groupWork);
  }
}
