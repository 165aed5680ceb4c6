package org.bitacora.vocabulary;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A person's words or data. Belongs to the key of the person whom the event names ({@code memberId}, {@code subjectId}), else of its
 * author, so that destroying that key erases it everywhere.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {}
