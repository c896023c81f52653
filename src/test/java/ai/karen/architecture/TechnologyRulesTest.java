package ai.karen.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.servlet.AsyncContext;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

@AnalyzeClasses(packages = "ai.karen", importOptions = DoNotIncludeTests.class)
class TechnologyRulesTest {
  private static final Set<Class<?>> GUARDS =
      Set.of(
          Asynchronous.class,
          Bulkhead.class,
          CircuitBreaker.class,
          Fallback.class,
          Retry.class,
          Timeout.class);

  private static final DescribedPredicate<JavaAnnotation<?>> A_GUARD =
      DescribedPredicate.describe(
          "a fault tolerance annotation",
          annotation -> GUARDS.stream().anyMatch(annotation.getRawType()::isEquivalentTo));

  @ArchTest
  static void restOnlyAtTheBoundary(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.karen.*.boundary..")
        .and()
        .doNotHaveFullyQualifiedName("ai.karen.KarenApplication")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .because("HTTP ends at the boundary")
        .check(engine);
  }

  @ArchTest
  static void entityManagerOnlyInTheDatabaseAdapter(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.karen.store.adapter.jpa..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("jakarta\\.persistence\\.(EntityManager.*|Persistence.*|.*Query)")
        .because("every write is an operation that works without a database too")
        .check(engine);
  }

  @ArchTest
  static void nothingRunsOnTheContainersExecutor(JavaClasses engine) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveSimpleName("ManagedExecutorService")
        .because("its threads remember the requests they served, and spoil answers with them")
        .check(engine);
  }

  @ArchTest
  static void nobodySendsARequestOnToAnAddressThatTheContainerLooksUp(JavaClasses engine) {
    noClasses()
        .should()
        .callMethod(AsyncContext.class, "dispatch")
        .because("it asks the request on a thread that remembers the answer for the next one")
        .check(engine);
  }

  @ArchTest
  static void nobodyDoesTheWorkThatItHandsOver(JavaClasses engine) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadPoolExecutor.CallerRunsPolicy.class)
        .because("it may be a thread of the container's, or one that everybody waits for")
        .check(engine);
  }

  @ArchTest
  static void outboundHttpOnlyInProviderAndLanguageAdapters(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackages("ai.karen.provider.adapter..", "ai.karen.language.adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .because("what leaves the house leaves through an adapter that guards it")
        .check(engine);
  }

  @ArchTest
  static void noRequestHasATimeoutOfTheHttpClients(JavaClasses engine) {
    noClasses()
        .should()
        .callMethod(HttpRequest.Builder.class, "timeout", Duration.class)
        .because("what it covers differs between JDKs; the question's one deadline ends a call")
        .check(engine);
  }

  @ArchTest
  static void redisOnlyInItsAdapter(JavaClasses engine) {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.karen.store.adapter.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("redis.clients..")
        .because("Redis is a cache that may be away at any time")
        .check(engine);
  }

  @ArchTest
  static void guardsOnlyOnPublicAdapterMethods(JavaClasses engine) {
    methods()
        .that()
        .areAnnotatedWith(A_GUARD)
        .should()
        .bePublic()
        .andShould()
        .beDeclaredInClassesThat()
        .resideInAPackage("ai.karen.*.adapter..")
        .because("the interceptor sees only public methods, and failures come from outside")
        .check(engine);
  }

  @ArchTest
  static void guardsOnMethodsNotOnClasses(JavaClasses engine) {
    noClasses()
        .should()
        .beAnnotatedWith(A_GUARD)
        .because("on a class it would guard every method, also those that call nobody")
        .check(engine);
  }

  @ArchTest
  static void guardedMethodsAreNotCalledThroughThis(JavaClasses engine) {
    classes()
        .should(notCallTheirOwnGuardedMethods())
        .because("a call through this passes the interceptor by, and with it the breaker")
        .check(engine);
  }

  private static ArchCondition<JavaClass> notCallTheirOwnGuardedMethods() {
    return new ArchCondition<>("not call their own guarded methods") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(
                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
            .filter(call -> type.isAssignableTo(call.getTargetOwner().getName()))
            .filter(call -> call.getTarget().resolveMember().filter(this::isGuarded).isPresent())
            .map(call -> SimpleConditionEvent.violated(call, call.getDescription()))
            .forEach(events::add);
      }

      private boolean isGuarded(JavaCodeUnit method) {
        return method.isAnnotatedWith(A_GUARD);
      }
    };
  }
}
