package org.mydocker.broker.catalogue;

/**
 * The capabilities that an environment may ask for (ENG-06), by their kernel names without the
 * prefix. A closed list: what reaches out of the container (SYS_ADMIN, SYS_MODULE, NET_ADMIN,
 * DAC_READ_SEARCH, MKNOD...) or to a neighbour on the bridge (NET_RAW) cannot be asked for, so no
 * administrator can allow it by mistake.
 */
public enum Capability {
  CHOWN,
  DAC_OVERRIDE,
  FOWNER,
  FSETID,
  IPC_LOCK,
  KILL,
  NET_BIND_SERVICE,
  SETGID,
  SETUID
}
