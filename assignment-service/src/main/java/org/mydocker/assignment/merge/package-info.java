/**
 * A new handout version meets a student's work (ACT-05): three trees in, one tree, notes for the
 * page and changes for the working copy out. A student's work is never lost: at worst it lies
 * beside the teacher's under a name that says so. Knows trees and bytes, not containers or people.
 */
package org.mydocker.assignment.merge;
