/**
 * What operators and machines see of an installation: health, numbers, the log, the audit log, web
 * sessions, the command. Its engine is away, which none of that needs.
 */
package org.mydocker.system.operate;
