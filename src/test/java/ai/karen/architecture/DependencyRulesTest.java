package ai.karen.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

@AnalyzeClasses(packages = "ai.karen", importOptions = DoNotIncludeTests.class)
class DependencyRulesTest {
  private static final String[] SHARED = {
    "ai.karen.problem..",
    "ai.karen.configuration..",
    "ai.karen.timing..",
    "ai.karen.door..",
    "ai.karen.json.."
  };

  @ArchTest
  static void everyClassHasItsRoom(JavaClasses engine) {
    classes()
        .that()
        .resideOutsideOfPackage("ai.karen")
        .should()
        .resideInAnyPackage(
            "ai.karen.*.boundary..",
            "ai.karen.*.control..",
            "ai.karen.*.entity..",
            "ai.karen.*.adapter..")
        .orShould()
        .haveSimpleName("package-info")
        .because("a package is a component, and inside it boundary, control, entity or adapter")
        .check(engine);
  }

  @ArchTest
  static void onlyTheApplicationLivesAtTheRoot(JavaClasses engine) {
    classes()
        .that()
        .resideInAPackage("ai.karen")
        .should()
        .haveSimpleName("KarenApplication")
        .orShould()
        .haveSimpleName("package-info")
        .because("whatever does something belongs to a component")
        .check(engine);
  }

  @ArchTest
  static void adaptersAreReachedThroughTheirPorts(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("..adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.karen..adapter..")
        .because("a vendor must be exchangeable without touching what uses it")
        .check(engine);
  }

  @ArchTest
  static void adaptersDoNotKnowEachOther(JavaClasses engine) {
    slices()
        .matching("ai.karen.(*).adapter.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("ai.karen.provider.adapter.wire.."))
        .because(
            "a vendor's change must stay in its package; only the wire format that several vendors"
                + " speak is shared, and it knows none of them")
        .check(engine);
  }

  @ArchTest
  static void controlAndEntityDoNotKnowTheBoundary(JavaClasses engine) {
    noClasses()
        .that()
        .resideInAnyPackage("..control..", "..entity..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.karen..boundary..")
        .because("what the engine does must not depend on how it is asked")
        .check(engine);
  }

  @ArchTest
  static void entitiesDoNotKnowControl(JavaClasses engine) {
    noClasses()
        .that()
        .resideInAPackage("..entity..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.karen..control..")
        .because("a thing that is known does not act")
        .check(engine);
  }

  @ArchTest
  static void componentsHaveNoCycles(JavaClasses engine) {
    slices()
        .matching("ai.karen.(*)..")
        .should()
        .beFreeOfCycles()
        .because("components in a cycle are one component")
        .check(engine);
  }

  @ArchTest
  static void packagesHaveNoCycles(JavaClasses engine) {
    slices()
        .matching("ai.karen.(**)")
        .should()
        .beFreeOfCycles()
        .because("packages in a cycle can only be understood together")
        .check(engine);
  }

  @ArchTest
  static void chatKnowsOnlyWhatATurnNeeds(JavaClasses engine) {
    classes()
        .that()
        .resideInAPackage("ai.karen.chat..")
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("ai.karen..")
                .or(resideInAnyPackage(SHARED))
                .or(
                    resideInAnyPackage(
                        "ai.karen.chat..",
                        "ai.karen.provider..",
                        "ai.karen.conversation..",
                        "ai.karen.account..",
                        "ai.karen.language..")))
        .because("a turn asks who is calling, what was said, who answers and who embeds, no more")
        .check(engine);
  }

  @ArchTest
  static void sharedComponentsKnowNoOtherComponent(JavaClasses engine) {
    classes()
        .that()
        .resideInAnyPackage(SHARED)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("ai.karen..").or(resideInAnyPackage(SHARED)))
        .because("what everyone may depend on must depend on nobody")
        .check(engine);
  }

  @ArchTest
  static void nobodyKnowsStatus(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.karen.status..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.karen.status..")
        .because("status reads what the others report; who reports does not need to know it")
        .check(engine);
  }

  @ArchTest
  static void nobodyCallsAnalytics(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.karen.analytics..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.karen.analytics..")
        .because("analytics observes events; no request may fail or wait because of it")
        .check(engine);
  }
}
