package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.plumbline.policy.template.function.Functions;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns a parsed expression into nodes: looks names up, checks arguments, folds what is constant. */
final class Planner {
    /** Functions that read what surrounds the resource, with the member of the context that each reads. */
    private static final Map<String, String> CONTEXT = Map.of(
            "resourcegroup", "resourceGroup",
            "subscription", "subscription",
            "requestcontext", "requestContext",
            "policy", "policy",
            "claims", "claims");

    private static final Set<String> OTHERS = Set.of(
            "parameters",
            "field",
            "current",
            "if",
            "and",
            "or",
            "coalesce",
            "utcNow",
            "uniqueString",
            "guid",
            "resourceGroup",
            "subscription",
            "requestContext",
            "policy",
            "claims",
            "fail");

    /** Functions of deployment templates that the documentation excludes from policy rules. */
    private static final Set<String> EXCLUDED = Set.of(
            "copyindex",
            "deployer",
            "deployment",
            "environment",
            "extensionresourceid",
            "externalinput",
            "filter",
            "groupby",
            "lambda",
            "lambdavariables",
            "map",
            "managementgroup",
            "managementgroupresourceid",
            "mapvalues",
            "newguid",
            "pickzones",
            "providers",
            "reduce",
            "reference",
            "references",
            "resourceid",
            "sort",
            "subscriptionresourceid",
            "tenant",
            "tenantresourceid",
            "toobject",
            "variables");

    private final String text;
    private final Names names;
    private final IssueSink issues;
    private final String path;
    private int functions;

    Planner(String text, Names names, IssueSink issues, String path) {
        this.text = text;
        this.names = names;
        this.issues = issues;
        this.path = path;
    }

    /** How many functions the expression calls. */
    int functions() {
        return functions;
    }

    Node plan(Syntax syntax) {
        if (syntax instanceof Syntax.Literal literal) {
            return new Constant(literal.value());
        }
        if (syntax instanceof Syntax.Access access) {
            Node node = new Access(plan(access.base()), planAll(access.steps()));
            return foldable(node, ((Access) node).base(), ((Access) node).steps());
        }
        if (syntax instanceof Syntax.Negation negation) {
            Functions.Signature sub = Functions.find("sub").orElseThrow();
            List<Node> operands = List.of(new Constant(IntNode.valueOf(0)), plan(negation.operand()));
            return folded(new Call(sub, operands, path), operands);
        }
        return call((Syntax.Call) syntax);
    }

    private List<Node> planAll(List<Syntax> syntaxes) {
        List<Node> nodes = new ArrayList<>(syntaxes.size());
        syntaxes.forEach(syntax -> nodes.add(plan(syntax)));
        return nodes;
    }

    private static Node foldable(Node node, Node base, List<Node> rest) {
        return base instanceof Constant && Node.allConstant(rest) ? Node.folded(node) : node;
    }

    private static Node folded(Node node, List<Node> parts) {
        return Node.allConstant(parts) ? Node.folded(node) : node;
    }

    private Node call(Syntax.Call call) {
        functions++;
        List<Node> arguments = planAll(call.arguments());
        String name = call.name().toLowerCase(Locale.ROOT);
        String member = CONTEXT.get(name);
        if (member != null) {
            return counted(call, arguments, 0, 0) ? new ContextRead(member) : broken();
        }
        return switch (name) {
            case "parameters" -> counted(call, arguments, 1, 1) ? parameter(call, arguments.get(0)) : broken();
            case "field" -> counted(call, arguments, 1, 1) ? field(call, arguments.get(0)) : broken();
            case "current" -> counted(call, arguments, 0, 1) ? current(call, arguments) : broken();
            case "if" -> counted(call, arguments, 3, 3) ? choice(arguments) : broken();
            case "and" -> variadic(call, arguments, new And(arguments));
            case "or" -> variadic(call, arguments, new Or(arguments));
            case "coalesce" -> variadic(call, arguments, new Coalesce(arguments));
            case "fail" -> counted(call, arguments, 1, 1) ? failure(call, arguments.get(0)) : broken();
            case "utcnow" -> counted(call, arguments, 0, 1) ? now(arguments) : broken();
            case "uniquestring", "guid" -> unknowable(call, arguments);
            default -> function(call, arguments);
        };
    }

    /** Stands where an issue was reported; a template with issues is never evaluated. */
    private Node broken() {
        return new Unknowable("", path);
    }

    private Node variadic(Syntax.Call call, List<Node> arguments, Node node) {
        return counted(call, arguments, 1, Functions.ARGUMENT_LIMIT) ? folded(node, arguments) : broken();
    }

    private Node function(Syntax.Call call, List<Node> arguments) {
        Functions.Signature signature = Functions.find(call.name()).orElse(null);
        if (signature == null) {
            unknown(call);
            return broken();
        }
        if (!counted(call, arguments, signature.least(), signature.most())) {
            return broken();
        }
        return folded(LastPart.of(new Call(signature, arguments, path)), arguments);
    }

    private void unknown(Syntax.Call call) {
        String name = call.name().toLowerCase(Locale.ROOT);
        if (EXCLUDED.contains(name) || name.startsWith("list")) {
            error(
                    call,
                    "a function that policy rules may call",
                    "compute the value without it; it is for deployments only");
            return;
        }
        Set<String> known = new TreeSet<>(Functions.names());
        known.addAll(OTHERS);
        error(
                call,
                "the name of a template function",
                Spelling.didYouMean(call.name(), known, "use a function of the documentation"));
    }

    private boolean counted(Syntax.Call call, List<Node> arguments, int least, int most) {
        int count = arguments.size();
        if (count >= least && count <= most) {
            return true;
        }
        String range = least == most ? String.valueOf(least) : "from " + least + " to " + most;
        issues.error(
                path,
                range + (range.equals("1") ? " argument of `" : " arguments of `") + call.name() + "()`",
                count + where(call),
                "see the documentation of the function");
        return false;
    }

    private Node parameter(Syntax.Call call, Node name) {
        if (name instanceof Constant constant && constant.value().isTextual()) {
            String parameter = constant.value().textValue();
            if (!names.hasParameter(parameter)) {
                issues.error(
                        path,
                        "the name of a declared parameter",
                        "`" + parameter + "`" + where(call),
                        Spelling.didYouMean(parameter, names.parameterNames(), "declare it under `parameters`"));
            }
        } else if (name instanceof Constant) {
            error(call, "the name of a parameter in apostrophes", "give the name as a string");
        }
        return new ParameterOf(name, path);
    }

    private Node field(Syntax.Call call, Node name) {
        if (names.place() == Place.INITIATIVE_PARAMETER) {
            error(call, "a function that needs no resource", "read the field in the definition");
            return broken();
        }
        if (name instanceof Constant constant && constant.value().isTextual()) {
            return new Read(names.field(constant.value().textValue(), path));
        }
        names.computed();
        return new FieldOf(name, path);
    }

    private Node current(Syntax.Call call, List<Node> arguments) {
        if (names.place() == Place.INITIATIVE_PARAMETER) {
            error(call, "a function that needs no resource", "use it inside a count of the definition");
            return broken();
        }
        if (arguments.isEmpty()) {
            return new Read(names.current(null, path));
        }
        if (arguments.get(0) instanceof Constant constant && constant.value().isTextual()) {
            return new Read(names.current(constant.value().textValue(), path));
        }
        names.computed();
        return new CurrentOf(arguments.get(0), path);
    }

    private static Node choice(List<Node> arguments) {
        Node choice = new If(arguments.get(0), arguments.get(1), arguments.get(2));
        if (arguments.get(0) instanceof Constant condition && condition.value().isBoolean()) {
            return arguments.get(condition.value().booleanValue() ? 1 : 2);
        }
        return choice;
    }

    private Node now(List<Node> arguments) {
        Node now = new ContextRead("utcNow");
        return arguments.isEmpty() ? now : new Call(Functions.utcNowFormatted(), List.of(now, arguments.get(0)), path);
    }

    /** A rule that Azure could assign too must not use what Azure refuses. */
    private Node failure(Syntax.Call call, Node message) {
        if (!names.overView()) {
            error(call, "a function that policy rules may call", "only definitions of mode `Plumbline.Views` may fail");
            return broken();
        }
        return new Fail(message);
    }

    private Node unknowable(Syntax.Call call, List<Node> arguments) {
        if (!counted(call, arguments, 1, Functions.ARGUMENT_LIMIT)) {
            return broken();
        }
        if (names.place() == Place.CONDITION || names.place() == Place.INITIATIVE_PARAMETER) {
            error(call, "a function whose value is known", "use it in `then.details` only");
        }
        return new Unknowable(call.name(), path);
    }

    private void error(Syntax.Call call, String expected, String advice) {
        issues.error(path, expected, "`" + call.name() + "`" + where(call), advice);
    }

    private String where(Syntax syntax) {
        return " at character " + (syntax.at() + 1) + " of " + Template.shown(text);
    }
}
