package dev.plumbline.cli;

import dev.plumbline.cli.local.estate.InvalidEstate;
import dev.plumbline.policy.InvalidPolicyException;
import dev.plumbline.policy.Issue;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: the mistakes of the input line by line, and a stack trace only for what is nobody's mistake but ours. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** Wrong usage: what is wrong, the nearest valid name, and where the usage is described. */
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(Text.printable(
                name + ": expected the usage that `" + name + " --help` shows, found: " + wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        return Plumbline.INVALID;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof InvalidInput invalid) {
            return told(invalid.messages(), err);
        }
        if (failure instanceof InvalidEstate invalid) {
            return told(invalid.problems(), err);
        }
        if (failure instanceof InvalidPolicyException invalid) {
            return told(invalid.issues().stream().map(Issue::message).toList(), err);
        }
        err.println("plumbline " + command.getCommandName()
                + ": expected to finish, found a failure of the program; report it with what follows");
        failure.printStackTrace(err);
        return Plumbline.FAILED;
    }

    private static int told(List<String> messages, PrintWriter err) {
        messages.forEach(message -> err.println(Text.printable(message)));
        return Plumbline.INVALID;
    }
}
