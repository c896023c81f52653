package ai.karen.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@AnalyzeClasses(packages = "ai.karen", importOptions = DoNotIncludeTests.class)
class HabitRulesTest {
  private static final String NAMES_WITHOUT_MEANING = ".*(Impl|Manager|Helper|Util)s?";

  /** Not the persistence annotations: a container's entity manager has no other way in. */
  private static final Set<Class<?>> INJECTIONS =
      Set.of(Inject.class, ConfigProperty.class, Context.class, Resource.class);

  private static final DescribedPredicate<JavaAnnotation<?>> AN_INJECTION =
      describe(
          "an injection",
          annotation -> INJECTIONS.stream().anyMatch(annotation.getRawType()::isEquivalentTo));

  @ArchTest
  static void namesSayWhatAClassIsFor(JavaClasses engine) {
    noClasses()
        .should()
        .haveNameMatching(NAMES_WITHOUT_MEANING)
        .because("such a name fits every class and describes none")
        .check(engine);
  }

  @ArchTest
  static void injectionThroughConstructors(JavaClasses engine) {
    noFields()
        .should()
        .beAnnotatedWith(AN_INJECTION)
        .because("a constructor shows what a class needs, and a test can call it")
        .check(engine);
  }

  @ArchTest
  static void nothingWritesToTheStandardStreams(JavaClasses engine) {
    noClasses()
        .should(ACCESS_STANDARD_STREAMS)
        .because("the log has levels, request ids and masks; the standard streams have none")
        .check(engine);
  }

  @ArchTest
  static void wallClockTimeComesFromAnInjectedClock(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.karen.timing..")
        .should()
        .callCodeUnitWhere(describe("reads the system's clock", HabitRulesTest::readsSystemClock))
        .because("a test must be able to turn the clock")
        .check(engine);
  }

  @ArchTest
  static void elapsedTimeComesFromTheTimer(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.karen.timing..")
        .should()
        .callMethod(System.class, "nanoTime")
        .because("a test must be able to let time pass without waiting")
        .check(engine);
  }

  @ArchTest
  static void datesAreOfJavaTime(JavaClasses engine) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Date.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Calendar.class)
        .because("they can be changed by whoever gets hold of them")
        .check(engine);
  }

  @ArchTest
  static void nothingSleeps(JavaClasses engine) {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .because("a sleeping thread serves nobody; the timer runs things later")
        .check(engine);
  }

  private static boolean readsSystemClock(JavaCodeUnitAccess<?> access) {
    CodeUnitAccessTarget target = access.getTarget();
    String owner = target.getOwner().getName();
    String name = target.getName();
    boolean clockGiven =
        target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
        || owner.equals("java.time.Clock") && name.startsWith("system")
        || owner.startsWith("java.time.") && name.equals("now") && !clockGiven;
  }
}
