/**
 * Everything that was handed in for an assignment, as those who grade list and download it
 * (ACT-14).
 */
package org.mydocker.assignment.collection;
