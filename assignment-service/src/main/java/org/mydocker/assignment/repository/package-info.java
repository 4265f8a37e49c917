/**
 * Where the Git repositories live: handouts and student repositories under one data directory, the
 * only place that turns an identifier into a path. Files, trees and their limits are here too,
 * because every room that writes a tree writes it through the same guard. Nothing here knows of
 * people, rows or pages.
 */
package org.mydocker.assignment.repository;
