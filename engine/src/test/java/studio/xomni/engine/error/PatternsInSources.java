package studio.xomni.engine.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The patterns of all sentences in sources, as the compiler understands them: each first argument
 * of a method whose parameter is a {@link FormatString}.
 */
final class PatternsInSources {

    /** Each pattern, with the file in which it stands. */
    final Map<String, String> patterns = new TreeMap<>();

    /** Places where something other than a constant is the pattern, or words are an argument. */
    final List<String> wrong = new ArrayList<>();

    private PatternsInSources() {}

    /**
     * Compiles files, without writing anything, and looks at each call.
     *
     * @param whose the files whose patterns are wanted; the rules hold in all
     */
    static PatternsInSources of(List<Path> files, Predicate<Path> whose) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of(
                                            "-proc:none",
                                            "-classpath",
                                            System.getProperty("java.class.path")),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            task.analyze();
            PatternsInSources found = new PatternsInSources();
            for (CompilationUnitTree unit : units) {
                found.new Calls(unit, Trees.instance(task), whose).scan(unit, null);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Calls extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final Trees trees;
        private final Path file;
        private final boolean wanted;

        Calls(CompilationUnitTree unit, Trees trees, Predicate<Path> whose) {
            this.unit = unit;
            this.trees = trees;
            this.file = Path.of(unit.getSourceFile().getName());
            this.wanted = whose.test(file);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            look(call.getArguments());
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree call, Void unused) {
            look(call.getArguments());
            return super.visitNewClass(call, null);
        }

        private void look(List<? extends ExpressionTree> arguments) {
            if (!(trees.getElement(getCurrentPath()) instanceof ExecutableElement called)
                    || called.getAnnotation(FormatMethod.class) == null) {
                return;
            }
            List<? extends VariableElement> parameters = called.getParameters();
            for (int at = 0; at < parameters.size(); at++) {
                if (parameters.get(at).getAnnotation(FormatString.class) != null) {
                    pattern(arguments.get(at));
                    arguments.stream().skip(at + 1L).forEach(this::argument);
                }
            }
        }

        private void pattern(ExpressionTree tree) {
            Optional<String> constant = constant(tree);
            if (constant.isPresent()) {
                if (wanted) {
                    patterns.putIfAbsent(constant.get(), place(tree));
                }
            } else if (element(tree) == null
                    || element(tree).getAnnotation(FormatString.class) == null) {
                wrong.add(place(tree) + ": the pattern is no constant: " + tree);
            }
        }

        /** Words would stay English; they belong into the pattern or into a sentence of theirs. */
        private void argument(ExpressionTree tree) {
            if (tree instanceof LiteralTree literal
                    && literal.getValue() instanceof String text
                    && text.chars().anyMatch(Character::isLetter)) {
                wrong.add(place(tree) + ": words are an argument: " + tree);
            } else if (tree instanceof ParenthesizedTree inner) {
                argument(inner.getExpression());
            } else if (tree instanceof ConditionalExpressionTree either) {
                argument(either.getTrueExpression());
                argument(either.getFalseExpression());
            } else if (tree instanceof BinaryTree both && both.getKind() == Tree.Kind.PLUS) {
                argument(both.getLeftOperand());
                argument(both.getRightOperand());
            }
        }

        private Optional<String> constant(ExpressionTree tree) {
            if (tree instanceof LiteralTree literal) {
                return Optional.of(String.valueOf(literal.getValue()));
            } else if (tree instanceof ParenthesizedTree inner) {
                return constant(inner.getExpression());
            } else if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return constant(sum.getLeftOperand())
                        .flatMap(
                                left -> constant(sum.getRightOperand()).map(right -> left + right));
            }
            return element(tree) instanceof VariableElement variable
                    ? Optional.ofNullable(variable.getConstantValue()).map(String::valueOf)
                    : Optional.empty();
        }

        private Element element(ExpressionTree tree) {
            return trees.getElement(new TreePath(getCurrentPath(), tree));
        }

        private String place(ExpressionTree tree) {
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            return file.getFileName() + ":" + unit.getLineMap().getLineNumber(start);
        }
    }
}
