/**
 * Material becomes numbered handout versions, and a student's first visit becomes a repository
 * (ACT-02, ACT-03). A version is an immutable commit of our own lineage, whatever the source's
 * history does.
 */
package org.mydocker.assignment.handout;
