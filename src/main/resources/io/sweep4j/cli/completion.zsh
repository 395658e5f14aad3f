#compdef sweep4j
# Completion of sweep4j for zsh: source <(sweep4j completion zsh), after compinit
_sweep4j() {
    local line
    while IFS= read -r line; do
        case $line in
            :files) _files ;;
            :folders) _files -/ ;;
            *=) compadd -S '' -- "$line" ;;
            *) compadd -- "$line" ;;
        esac
    done < <("${words[1]}" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)
}
compdef _sweep4j sweep4j
