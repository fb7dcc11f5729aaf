package dev.plumbline.cli.guide;

import java.util.List;

/**
 * How a person does what a rule's remediation would do.
 *
 * @param shell commands of the Azure CLI
 * @param bicep a file that compiles; empty if there is none to show
 */
record Fix(List<String> shell, List<String> bicep) {

    /** Copies both. */
    Fix {
        shell = List.copyOf(shell);
        bicep = List.copyOf(bicep);
    }
}
