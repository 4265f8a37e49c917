package org.mydocker.assignment.handout;

import org.eclipse.jgit.lib.ObjectId;

/** One publication of an assignment's material: {@code refs/handout/<number>}, never changed. */
public record HandoutVersion(int number, ObjectId commit, ObjectId tree) {}
