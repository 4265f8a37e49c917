package org.mydocker.assignment.handout;

import java.util.Comparator;
import java.util.List;
import org.mydocker.assignment.repository.FileEntry;

/** What a publication would hand out: its size, its largest files, and the findings (SAFE-22). */
public record LintReport(int files, long bytes, List<FileEntry> largest, List<Finding> findings) {

  static LintReport of(List<FileEntry> entries, List<Finding> findings) {
    List<FileEntry> largest =
        entries.stream()
            .sorted(Comparator.comparingLong(FileEntry::size).reversed())
            .limit(5)
            .toList();
    long bytes = entries.stream().mapToLong(FileEntry::size).sum();
    return new LintReport(entries.size(), bytes, largest, List.copyOf(findings));
  }

  public boolean asks() {
    return findings.stream().anyMatch(finding -> finding.kind().asks());
  }
}
