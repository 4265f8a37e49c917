/**
 * What an LMS knows: people, one course, tools, activities, line items and grades of each tenant,
 * and the file that keeps them. Speaks neither HTTP nor LTI.
 */
package org.mydocker.emulator.campus;
