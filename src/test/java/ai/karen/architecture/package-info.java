/**
 * Who may know whom, and what no class may do: one test method per rule, each with its reason.
 *
 * <ol>
 *   <li>{@link ai.karen.architecture.DependencyRulesTest}: components, layers and adapters.
 *   <li>{@link ai.karen.architecture.TechnologyRulesTest}: which library may be used where.
 *   <li>{@link ai.karen.architecture.HabitRulesTest}: names, time, output, injection.
 *   <li>{@link ai.karen.architecture.FileSizeTest}: how long a source file may be.
 * </ol>
 */
package ai.karen.architecture;
