/** The process's signals and its end, by the JVM. */
package ai.karen.admission.adapter.jvm;
