package org.preferencecenter.mail.client;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class AloneTest {

    @Test
    void the_library_needs_the_jdk_and_jakarta_mail_alone() {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.preferencecenter.mail.client");
        ArchRuleDefinition.classes().that().resideInAPackage("org.preferencecenter.mail.client").should()
                .onlyDependOnClassesThat().resideInAnyPackage("org.preferencecenter.mail.client", "java..", "jakarta.mail..")
                .check(classes);
    }
}
