package org.mydocker.web.wiring;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The one data source, H2 or PostgreSQL by settings (site.md DATA-01). Not XA: all schemas are in
 * one database.
 */
@ApplicationScoped
@DataSourceDefinition(
    name = "java:app/jdbc/mydocker",
    className = "${MPCONFIG=mydocker.db.class}",
    url = "${MPCONFIG=mydocker.db.url}",
    user = "${MPCONFIG=mydocker.db.user}",
    password = "${MPCONFIG=mydocker.db.password}",
    minPoolSize = 2,
    maxPoolSize = 32)
class DataSources {}
